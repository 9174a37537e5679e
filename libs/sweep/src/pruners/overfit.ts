import type { EarlyTermination } from '@tenbin/contracts';
import type { Pruner } from './pruner.ts';
import { epochsInWords } from './reason.ts';

/**
 * Ends a trial that overfits, by the verdict of libs/metrics up to now: its best weights are behind it, and the epochs that
 * it gives back are trained by others. A verdict that was not taken back for `patience` epochs is believed: of the trainings
 * of tools/bench/overfit that do no harm, that halves those that are stopped before their best.
 */
export const overfit: Pruner<Extract<EarlyTermination, { type: 'overfit' }>> = ({ rule, own, verdict }) => {
  const epoch = own.losses.length;
  if (epoch < rule.minEpochs || verdict?.state !== 'overfitting') return null;
  const since = verdict.detectedAtEpoch ?? epoch;
  if (epoch - since < rule.patience) return null;
  return `overfit: after ${epochsInWords(epoch)} the trial is overfitting, which was known at epoch ${since}`;
};
