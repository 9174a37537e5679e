import { setImmediate as turn } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import type { RunRecord } from '@tenbin/contracts';
import { generalisationOf } from '@tenbin/metrics';
import type { Look } from '@tenbin/metrics';
import { readWeights, validate } from '@tenbin/training';
import type { Dataset } from '@tenbin/data';
import type { EpochNumbers, TrainStep } from '@tenbin/training';
import { confusionOf } from './best-epoch.ts';
import type { EpochAnswers } from './best-epoch.ts';
import { suspectsSheet } from './suspects.ts';
import { lookAtTraining } from './training-look.ts';

export interface AnswersRequest {
  /** With the weights of the end of the training. */
  step: TrainStep;
  dataset: Dataset;
  /** Of the run. */
  seed: number;
  /** Paths of the checkpoints. */
  paths: { best: string; last: string };
  /** Numbers of the epoch of the lowest val_loss; null when no val_loss was a number. */
  best: EpochNumbers | null;
  /** What is known of it; null when an earlier process trained it. */
  bestAnswers: EpochAnswers | null;
  /** The last epoch that was validated; null when there is none. */
  lastAnswers: EpochAnswers | null;
  /** Whether the weights went astray after that. */
  diverged: boolean;
  /** `[epochs][validation count]` as far as they are known. */
  lossesByEpoch: readonly Float32Array[];
  record: (record: RunRecord) => void;
  log: (line: string) => void;
  signal: AbortSignal;
}

/**
 * Records what the trained network makes of the images: confusion matrices of the best and the last epoch, its
 * generalisation, doubtful labels, and, where images were kept for it, the test of the best weights. The step is left with
 * those.
 * @throws the signal's reason
 */
export async function recordAnswers(request: AnswersRequest): Promise<void> {
  const { dataset, best, lastAnswers, record } = request;
  const classes = dataset.facts.classes;
  const lastLook = await lookAtLast(request);
  const isBest = best !== null && (await bringBack(request.paths.best, best.epoch, request));
  const bestAnswers = best === null ? null : await answersOf(best, isBest, request);
  for (const [weights, answers] of [
    ['best', bestAnswers],
    ['last', lastAnswers],
  ] as const) {
    if (answers === null) continue;
    const matrix = confusionOf(classes, dataset.validation.labels, answers.predictions);
    record({ kind: 'confusion', split: 'validation', weights, epoch: answers.epoch, matrix });
  }
  const isLast = lastLook !== null && lastLook.epoch === bestAnswers?.epoch;
  const bestLook = isLast ? lastLook : isBest && bestAnswers ? await lookWith(bestAnswers, request) : null;
  recordGeneralisation({ best: bestLook, last: lastLook }, request);
  if (bestAnswers === null) return;
  record({ kind: 'pictures', sheet: await suspectsSheet(dataset, bestAnswers.probabilities) });
  if (isBest) await recordTest(bestAnswers.epoch, request);
}

/** With the weights of the last epoch that was validated, those of a training that went astray from its checkpoint. */
async function lookAtLast(request: AnswersRequest): Promise<Look | null> {
  const { lastAnswers, diverged, paths } = request;
  if (lastAnswers === null) return null;
  if (diverged && !(await bringBack(paths.last, lastAnswers.epoch, request))) return null;
  return lookWith(lastAnswers, request);
}

/** What the step's weights, those of `answers`, make of training images, beside what they made of the validation images. */
async function lookWith(
  { epoch, losses, probabilities }: EpochAnswers,
  { step, dataset, seed, signal }: AnswersRequest,
): Promise<Look> {
  const train = await lookAtTraining({
    step,
    train: dataset.train,
    classes: dataset.facts.classes.length,
    seed,
    between: async () => {
      await turn();
      signal.throwIfAborted();
    },
  });
  return { epoch, train, validation: { losses, probabilities } };
}

function recordGeneralisation(
  looks: { best: Look | null; last: Look | null },
  { dataset, seed, lossesByEpoch, record }: AnswersRequest,
): void {
  if (looks.best === null && looks.last === null) return;
  const { labels } = dataset.validation;
  const { classes } = dataset.facts;
  record({
    kind: 'generalisation',
    generalisation: generalisationOf({ ...looks, classes, labels, lossesByEpoch, seed }),
  });
}

async function answersOf(
  best: EpochNumbers,
  isBest: boolean,
  { bestAnswers, step, dataset }: AnswersRequest,
): Promise<EpochAnswers | null> {
  if (bestAnswers?.epoch === best.epoch) return bestAnswers;
  if (!isBest) return null;
  const again = await validate({ step, set: dataset.validation, classes: dataset.facts.classes.length });
  return { epoch: best.epoch, val_loss: best.val_loss, ...again };
}

async function recordTest(epoch: number, { step, dataset, record }: AnswersRequest): Promise<void> {
  if (dataset.test === null) return;
  const { loss, accuracy } = await validate({
    step,
    set: dataset.test,
    classes: dataset.facts.classes.length,
  });
  const values = { test_loss: loss, test_accuracy: accuracy };
  record({ kind: 'metrics', step: epoch, at: Date.now(), values });
}

/** Gives the step the weights of an epoch; whether it could. A disk that kept none has been told already. */
async function bringBack(
  path: string,
  epoch: number,
  { step, log }: Pick<AnswersRequest, 'step' | 'log'>,
): Promise<boolean> {
  try {
    const kept = await readWeights(path);
    if (kept.epoch !== epoch) {
      log(`the weights of epoch ${epoch} were not kept: those of epoch ${kept.epoch} were the last to be`);
      return false;
    }
    step.setWeights(kept.weights);
    return true;
  } catch (error) {
    log(`the weights of epoch ${epoch} cannot be tested: ${AppError.from(error).message}`);
    return false;
  }
}
