import type { Network, TrialParameters } from '@tenbin/contracts';
import { networkOf } from '@tenbin/models';
import { losses } from './step/losses.ts';

/**
 * The network that these parameters train.
 * @param inputShape `[height, width, channels]`
 * @param classes how many there are
 * @throws AppError `model_invalid`
 */
export function networkFor(
  { model: name, loss, dropout, zeroInit }: TrialParameters,
  inputShape: [number, number, number],
  classes: number,
): Network {
  const { output } = losses[loss];
  return networkOf({ name, inputShape, classes, dropout, zeroInit, output });
}
