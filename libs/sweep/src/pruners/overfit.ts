import type { EarlyTermination } from '@tenbin/contracts';
import type { Pruner } from './pruner.ts';
import { epochsInWords } from './reason.ts';

/**
 * Ends a trial that overfits, by the verdict of libs/metrics on its curve up to now: its best weights are behind it, and
 * the epochs that it gives back are trained by others.
 */
export const overfit: Pruner<Extract<EarlyTermination, { type: 'overfit' }>> = ({ rule, own, verdict }) => {
  const epoch = own.losses.length;
  if (epoch < rule.minEpochs || verdict !== 'overfitting') return null;
  return `overfit: after ${epochsInWords(epoch)} the trial is overfitting`;
};
