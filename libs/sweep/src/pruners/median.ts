import type { EarlyTermination } from '@tenbin/contracts';
import { behindShare } from './percentile.ts';
import type { Pruner } from './pruner.ts';

/**
 * The `percentile` rule with half of the trials: what Google Vizier (Golovin et al. 2017, section 3.2.2) and Optuna's
 * MedianPruner do.
 */
export const median: Pruner<Extract<EarlyTermination, { type: 'median' }>> = (request) =>
  behindShare(request, 50);
