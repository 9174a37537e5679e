import { resolve } from 'node:path';
import { AppError, parseSweepFile } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { createSweep } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { trialCount } from '@tenbin/sweep';
import { bytes } from '../format/number.ts';
import { beyond, costsOf } from '../sweeps/costs.ts';
import type { ImageFacts } from '../sweeps/costs.ts';
import { lookAtDataset, lookAtKnown } from './dataset/look-at-dataset.ts';
import { memoryBytes } from './machine.ts';

/** Where relative paths of data sets start: the folder in which Tenbin was started. */
export const folder = (): string => process.cwd();

export interface Launch {
  /** The text of a sweep file. */
  source: string;
  /** Whether to launch what does not fit in memory. */
  anyway: boolean;
}

/**
 * Writes down a sweep and queues its trials, as `tenbin sweep --detach` does.
 * @returns the sweep's id
 * @throws AppError `sweep_invalid`, `dataset_missing`, or `model_invalid` for a model that cannot take the images or
 *   does not fit in memory
 */
export async function launchSweep(database: Database, { source, anyway }: Launch): Promise<number> {
  const spec = parseSweepFile(source, 'sweep');
  const total = trialCount(spec);
  const { path } = spec.dataset;
  const dataset = path === undefined ? spec.dataset : { ...spec.dataset, path: absolute(path) };
  const images = await lookAt(dataset);
  const costs = costsOf(spec, images);
  const impossible = costs.find(({ problem }) => problem !== null);
  if (impossible) {
    throw new AppError({
      code: 'model_invalid',
      message: impossible.problem ?? '',
      hint: 'Choose another model, or set imageSize.',
    });
  }
  const [largest] = beyond(costs, memoryBytes());
  if (largest?.description && !anyway) {
    throw new AppError({
      code: 'model_invalid',
      message: `${largest.model} in batches of ${largest.batchSize} needs about ${bytes(largest.description.trainingBytes)} to train; this machine has ${bytes(memoryBytes())}.`,
      hint: 'Choose a smaller batch or model, or launch anyway.',
    });
  }
  return createSweep(database, { spec: { ...spec, dataset }, source, total });
}

/** A glance at the data set of a sweep; see `lookAtDataset`. */
export async function lookAt(dataset: Pick<DatasetSpec, 'path' | 'name'>): Promise<ImageFacts> {
  const { path, name } = dataset;
  if (path !== undefined) return lookAtDataset(absolute(path));
  return name === undefined ? { side: null, classes: null } : lookAtKnown(name);
}

/** Any path that the user names: not a file of ours that the build could know. */
function absolute(path: string): string {
  return resolve(/* turbopackIgnore: true */ folder(), path);
}
