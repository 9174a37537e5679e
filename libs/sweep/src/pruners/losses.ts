import type { LearningCurve } from './pruner.ts';

/** The least loss of the first `epochs` epochs; Infinity when none of them is a number. */
export function bestUpTo({ losses }: Pick<LearningCurve, 'losses'>, epochs: number): number {
  return losses.slice(0, epochs).reduce((best, loss) => (loss < best ? loss : best), Infinity);
}

/** The loss at an epoch, from 1; Infinity when it is no number, so that it compares as the worst. */
export function lossAt({ losses }: Pick<LearningCurve, 'losses'>, epoch: number): number {
  const loss = losses[epoch - 1] ?? NaN;
  return Number.isNaN(loss) ? Infinity : loss;
}
