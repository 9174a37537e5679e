import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { AppError, parseSweepFile } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { createSweep } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { trialCount } from '@tenbin/sweep';
import { bytes } from '../format/number.ts';
import { beyond, costsOf } from '../sweeps/costs.ts';
import { memoryBytes } from './machine.ts';

/** Where relative paths of data sets start: the folder in which Tenbin was started. */
export const folder = (): string => process.cwd();

export interface Launch {
  /** Tenbin's folder on this machine, where data sets known by name may lie. */
  home?: string | undefined;
  /** The text of a sweep file. */
  source: string;
  /** Whether to launch what does not fit in memory. */
  anyway: boolean;
  /** The run that it is to cure. */
  cureOf?: number | undefined;
}

/**
 * Writes down a sweep and queues its trials, as `tenbin sweep --detach` does.
 * @returns the sweep's id
 * @throws AppError `sweep_invalid`, `dataset_missing`, `dataset_invalid`, `model_invalid` for a model that cannot take the
 *   images, or `memory_short`
 */
export async function launchSweep(
  database: Database,
  { source, anyway, home, cureOf }: Launch,
): Promise<number> {
  const spec = parseSweepFile(source, 'sweep');
  const total = trialCount(spec);
  const { path } = spec.dataset;
  const dataset = path === undefined ? spec.dataset : { ...spec.dataset, path: absolute(path) };
  const images = await lookAt(dataset, home);
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
      code: 'memory_short',
      message: `${largest.model} in batches of ${largest.batchSize} needs about ${bytes(largest.description.trainingBytes)} to train; this machine has ${bytes(memoryBytes())}.`,
      hint: 'Choose a smaller batch or model, or launch anyway.',
    });
  }
  return createSweep(database, {
    spec: { ...spec, dataset },
    source,
    total,
    provenance: { host: hostname(), command: 'dashboard', git: null },
    images: { classes: images.classes, nativeSide: images.side },
    ...(cureOf === undefined ? {} : { cureOf }),
  });
}

/**
 * What a trial will find in the data set, as `tenbin sweep` looks at it.
 * @throws AppError `dataset_missing` or `dataset_invalid`
 */
export async function lookAt(
  { path, name }: Pick<DatasetSpec, 'path' | 'name'>,
  home: string | undefined,
): Promise<{ side: number; classes: number }> {
  const place = path === undefined ? { name } : { path: absolute(path) };
  // Not bundled: it finds its own files beside itself and loads a native library.
  const { inspectDataset } = await import(/* turbopackIgnore: true */ '@tenbin/data');
  const { classes, nativeSide } = await inspectDataset(place, home);
  return { side: nativeSide, classes: classes.length };
}

/** Any path that the user names: not a file of ours that the build could know. */
function absolute(path: string): string {
  return resolve(/* turbopackIgnore: true */ folder(), path);
}
