import { join } from 'node:path';
import type { TrialParameters } from '@tenbin/contracts';
import { imageSideFor } from '@tenbin/models';
import { loadDataset } from '@tenbin/data';
import {
  augmentationSheet,
  createStep,
  isAugmented,
  networkFor,
  selectEngine,
  strengthsOf,
} from '@tenbin/training';
import type { Dataset } from '@tenbin/data';
import type { TrialEnd } from './end-of-run.ts';
import { trainTrial } from './train-trial.ts';
import type { TrialOptions } from './trial-options.ts';

/**
 * Trains one trial and records all that it finds, up to confusion matrices and test; the `end` is its caller's. A later
 * attempt goes on after the last epoch that an earlier one kept on this machine.
 * @throws AppError for data, parameters or a machine that it cannot train with; the signal's reason
 */
export async function runTrial(options: TrialOptions): Promise<TrialEnd> {
  const { job, record, log, signal } = options;
  const { parameters, seed } = job.config;
  record({ kind: 'provenance', provenance: job.provenance });
  const engine = await selectEngine({ home: job.home, log });
  signal.throwIfAborted();
  const dataset = await loadData(options);
  signal.throwIfAborted();
  const { inputShape, facts } = dataset;
  const network = networkFor(parameters, inputShape, facts.classes.length);
  const notes: string[] = [];
  using step = createStep({ network, parameters, seed, log: (line) => notes.push(line) });
  for (const note of notes) log(note);
  const { name, version, threads } = engine;
  record({
    kind: 'engine',
    engine: { name, version, threads, step: step.path, reason: [engine.reason, ...notes].join('; ') },
    parameterCount: step.parameterCount,
  });
  return await trainTrial(options, { step, dataset });
}

/** The data set without its sheets: what makes them holds every decoded image a second time. */
async function loadData({ job, record, log }: TrialOptions): Promise<Dataset> {
  const { dataset: spec, parameters, seed } = job.config;
  const cache = join(job.home, 'cache/images');
  const inputShape = shapeFor(parameters);
  const { fold, trainShare } = parameters;
  const { sheets, ...dataset } = await loadDataset(spec, {
    inputShape,
    seed,
    fold,
    trainShare,
    cache,
    home: job.home,
    log,
  });
  record({ kind: 'dataset', dataset: dataset.facts });
  for (const sheet of await sheets()) record({ kind: 'pictures', sheet });
  if (isAugmented(strengthsOf(parameters))) {
    record({ kind: 'pictures', sheet: await augmentationSheet(dataset, parameters, seed) });
  }
  return dataset;
}

/** The size that images are brought to, by the median side that they have. */
function shapeFor({ model, imageSize }: TrialParameters) {
  return (nativeSide: number): [number, number, number] => {
    const side = imageSize ?? imageSideFor(model, nativeSide);
    return [side, side, 3];
  };
}
