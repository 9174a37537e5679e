import type { EarlyTermination } from '@tenbin/contracts';
import { behindShare } from './percentile.ts';
import type { Pruner } from './pruner.ts';

/**
 * The `percentile` rule with half of the trials: the median of the best values that the trained trials had up to the same
 * epoch. A median stopping rule like that of Google Vizier (Golovin et al. 2017, "Google Vizier: a service for black-box
 * optimization", section 3.2.2), which takes the median of the running averages of the trained trials instead, and like
 * Optuna's MedianPruner, which takes that of their values at that very epoch.
 */
export const median: Pruner<Extract<EarlyTermination, { type: 'median' }>> = (request) =>
  behindShare(request, 50);
