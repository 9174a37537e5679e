import { join } from 'node:path';
import type { RunRecord, TrialParameters, Verdict } from '@tenbin/contracts';
import { imageSideFor } from '@tenbin/models';
import { loadDataset } from '@tenbin/data';
import {
  augmentationSheet,
  checkpointPaths,
  createStep,
  fit,
  isAugmented,
  networkFor,
  openCheckpoints,
  resumable,
  selectEngine,
  strengthsOf,
  validate,
} from '@tenbin/training';
import type { Dataset } from '@tenbin/data';
import type { EpochNumbers, TrainStep } from '@tenbin/training';
import { better } from './best-epoch.ts';
import type { EpochAnswers } from './best-epoch.ts';
import type { EarlyStop } from './early-stop.ts';
import type { TrialEnd } from './end-of-run.ts';
import { openJournal } from './journal.ts';
import type { TrialJob } from './messages.ts';
import { recordAnswers } from './record-answers.ts';

export interface TrialOptions {
  job: TrialJob;
  record: (record: RunRecord) => void;
  log: (line: string) => void;
  /** Stops the training; its reason is then thrown. */
  signal: AbortSignal;
  /** What people want of the trial after its epoch; null when it is to go on. */
  wish: () => 'pause' | 'stop' | null;
  earlyStop: EarlyStop;
}

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
  return await train(options, { step, dataset });
}

/** The data set without its sheets: what makes them holds every decoded image a second time. */
async function loadData({ job, record, log }: TrialOptions): Promise<Dataset> {
  const { dataset: spec, parameters, seed } = job.config;
  const cache = join(job.home, 'cache/images');
  const inputShape = shapeFor(parameters);
  const { fold } = parameters;
  const { sheets, ...dataset } = await loadDataset(spec, {
    inputShape,
    seed,
    fold,
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

async function train(
  options: TrialOptions,
  { step, dataset }: { step: TrainStep; dataset: Dataset },
): Promise<TrialEnd> {
  const { job, record, log, signal } = options;
  const { parameters, seed } = job.config;
  const { inputShape, facts } = dataset;
  const origin = { parameters, seed, inputShape, classes: facts.classes, dataset: facts.hash };
  const folder = join(job.home, `checkpoints/run-${job.runId}`);
  const place = { folder, origin, log };
  const from = job.attempt > 1 ? await resumable(place) : null;
  if (from !== null) log(`going on after epoch ${from.epoch}, from its checkpoint`);
  await using checkpoints = await openCheckpoints(place, from);
  const journal = openJournal(record, Date.now);
  let end: TrialEnd = { how: 'finished' };
  let best: EpochNumbers | null = null;
  let bestAnswers: EpochAnswers | null = null;
  let lastAnswers: EpochAnswers | null = null;
  const reports: number[] = [];
  for (const numbers of from?.history ?? []) {
    journal.epoch(numbers);
    reports.push(numbers[job.spec.goal.metric]);
    best = better(best, numbers);
  }
  for await (const result of fit({ step, dataset, parameters, seed, from, signal })) {
    const verdict = journal.epoch(result, result.diverged);
    reports.push(result[job.spec.goal.metric]);
    await checkpoints.save(result);
    if (result.diverged !== null) break;
    const { epoch, val_loss, predictions, probabilities } = result;
    lastAnswers = { epoch, val_loss, predictions, probabilities };
    best = better(best, result);
    if (best === result) bestAnswers = lastAnswers;
    if (epoch === parameters.epochs) break;
    const early = await whyEnd(options, reports, verdict);
    if (early === null) continue;
    end = early;
    break;
  }
  signal.throwIfAborted();
  await checkpoints.settled();
  if (end.how === 'paused') return end;
  if (lastAnswers === null && from !== null) {
    // Every epoch was done already: only its last words had been missing.
    const again = await validate({ step, set: dataset.validation, classes: facts.classes.length });
    lastAnswers = { epoch: from.epoch, val_loss: again.loss, ...again };
  }
  const { best: bestCheckpoint } = checkpointPaths(folder);
  await recordAnswers({ step, dataset, bestCheckpoint, best, bestAnswers, lastAnswers, record, log });
  return end;
}

/** Why the trial ends after an epoch that is not its last: people come first, then the sweep's rule. */
async function whyEnd(
  { wish, earlyStop }: TrialOptions,
  reports: number[],
  verdict: Verdict,
): Promise<TrialEnd | null> {
  const reason = wish() === null ? await earlyStop(reports, verdict) : null;
  const wanted = wish();
  if (wanted !== null) return { how: wanted === 'pause' ? 'paused' : 'stopped' };
  return reason === null ? null : { how: 'pruned', reason };
}
