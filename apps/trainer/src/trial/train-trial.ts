import { join } from 'node:path';
import type { Verdict } from '@tenbin/contracts';
import type { Dataset } from '@tenbin/data';
import { checkpointPaths, fit, openCheckpoints, resumable, validate } from '@tenbin/training';
import type { Checkpoint, Checkpoints, EpochNumbers, TrainStep } from '@tenbin/training';
import { better } from './best-epoch.ts';
import type { EpochAnswers } from './best-epoch.ts';
import type { TrialEnd } from './end-of-run.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { recordAnswers } from './record-answers.ts';
import type { TrialOptions } from './trial-options.ts';

interface Subject {
  step: TrainStep;
  dataset: Dataset;
}

/**
 * Trains to the trial's end, or goes on after the last epoch that an earlier attempt kept on this machine, and records every
 * epoch; then, unless it is only to pause, what the network makes of the images.
 */
export async function trainTrial(options: TrialOptions, subject: Subject): Promise<TrialEnd> {
  const { job, record, log, signal } = options;
  const { parameters, seed } = job.config;
  const { step, dataset } = subject;
  const { inputShape, facts } = dataset;
  const origin = { parameters, seed, inputShape, classes: facts.classes, dataset: facts.hash };
  const folder = join(job.home, `checkpoints/run-${job.runId}`);
  const place = { folder, origin, log };
  const from = job.attempt > 1 ? await resumable(place) : null;
  if (from !== null) log(`going on after epoch ${from.epoch}, from its checkpoint`);
  await using checkpoints = await openCheckpoints(place, from);
  const journal = openJournal({ record, now: Date.now, validationImages: dataset.validation.labels.length });
  const course = await trainEpochs(options, { ...subject, from, checkpoints, journal });
  signal.throwIfAborted();
  await checkpoints.settled();
  if (course.end.how === 'paused') return course.end;
  if (course.lastAnswers === null && from !== null) {
    // Its last epoch was done already, and only its last words were missing; or the next one went astray.
    step.setWeights(from.weights);
    const again = await validate({ step, set: dataset.validation, classes: facts.classes.length });
    course.lastAnswers = { epoch: from.epoch, val_loss: again.loss, ...again };
  }
  const paths = checkpointPaths(folder);
  const lossesByEpoch = journal.losses;
  await recordAnswers({ ...course, step, dataset, seed, paths, lossesByEpoch, record, log, signal });
  return course.end;
}

/** How a training went. */
interface Course {
  end: TrialEnd;
  /** The epoch of the lowest val_loss; null when no val_loss was a number. */
  best: EpochNumbers | null;
  /** Null when an earlier process trained it. */
  bestAnswers: EpochAnswers | null;
  /** Those of the last epoch that was validated here. */
  lastAnswers: EpochAnswers | null;
  /** Whether the weights went astray after that. */
  diverged: boolean;
}

interface Training extends Subject {
  from: Checkpoint | null;
  checkpoints: Checkpoints;
  journal: Journal;
}

async function trainEpochs(
  options: TrialOptions,
  { step, dataset, from, checkpoints, journal }: Training,
): Promise<Course> {
  const { job, signal } = options;
  const { parameters, seed } = job.config;
  const { metric } = job.spec.goal;
  const course: Course = {
    end: { how: 'finished' },
    best: null,
    bestAnswers: null,
    lastAnswers: null,
    diverged: false,
  };
  const reports: number[] = [];
  for (const [at, numbers] of (from?.history ?? []).entries()) {
    journal.epoch(numbers, { losses: checkpoints.losses?.[at] ?? null, diverged: null });
    reports.push(numbers[metric]);
    course.best = better(course.best, numbers);
  }
  for await (const result of fit({ step, dataset, parameters, seed, from, signal })) {
    const { epoch, val_loss, predictions, probabilities, validationLosses, diverged } = result;
    course.diverged = diverged !== null;
    const losses = course.diverged ? null : validationLosses;
    const verdict = journal.epoch(result, { losses, diverged });
    reports.push(result[metric]);
    await checkpoints.save(result);
    if (course.diverged) break;
    course.lastAnswers = { epoch, val_loss, losses: validationLosses, predictions, probabilities };
    course.best = better(course.best, result);
    if (course.best === result) course.bestAnswers = course.lastAnswers;
    if (epoch === parameters.epochs) break;
    const early = await whyEnd(options, reports, verdict);
    if (early === null) continue;
    course.end = early;
    break;
  }
  return course;
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
