import type { EarlyTermination } from '@tenbin/contracts';
import type { Pruner } from './pruner.ts';
import { rungReason } from './rungs.ts';

/** Successive halving with rungs at minEpochs × reduction^k epochs, on which all trials of the study meet. */
export const asha: Pruner<Extract<EarlyTermination, { type: 'asha' }>> = (request) =>
  rungReason(request, { first: request.rule.minEpochs, reduction: request.rule.reduction });
