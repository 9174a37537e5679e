import { AppError } from '@tenbin/contracts';
import type { Network, TrialParameters } from '@tenbin/contracts';
import { describe } from '@tenbin/models';
import { formatBytes } from '../progress/format.ts';

/** A training whose network has been made. */
export interface Weighed extends Pick<TrialParameters, 'model' | 'batchSize' | 'optimizer'> {
  network: Network;
}

/** The refusal of a training that needs more than the machine's memory, with what would fit; null when it fits. */
export function memoryShort(training: Weighed, machineBytes: number): AppError | null {
  const { model, network, batchSize, optimizer } = training;
  const { trainingBytes } = describe(network, { batchSize, optimizer });
  if (trainingBytes <= machineBytes) return null;
  const sides = network.layers[0]?.output.join(' × ');
  const need = `${formatBytes(trainingBytes)} to train on images of ${sides} in batches of ${batchSize} with ${optimizer}`;
  const fitting = largestBatch(training, machineBytes);
  const advice =
    fitting === 0
      ? 'Not even one image at a time would fit: take a smaller model or smaller images'
      : `Take a batchSize of ${fitting} or less, a smaller model or smaller images`;
  return new AppError({
    code: 'memory_short',
    message: `${model} needs ${need}, and this machine has ${formatBytes(machineBytes)}`,
    hint: `${advice}. --force goes on all the same.`,
  });
}

/** The largest batch that fits, 0 when none does; a larger batch never needs less. */
function largestBatch({ network, optimizer, batchSize }: Weighed, machineBytes: number): number {
  let [fits, tooLarge] = [0, batchSize];
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2);
    const { trainingBytes } = describe(network, { batchSize: middle, optimizer });
    if (trainingBytes <= machineBytes) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}
