import { AppError } from '@tenbin/contracts';
import type { RunRecord } from '@tenbin/contracts';
import { readWeights, validate } from '@tenbin/training';
import type { Dataset } from '@tenbin/data';
import type { EpochNumbers, TrainStep } from '@tenbin/training';
import { confusionOf } from './best-epoch.ts';
import type { EpochAnswers } from './best-epoch.ts';
import { suspectsSheet } from './suspects.ts';

export interface AnswersRequest {
  /** With the weights of the end of the training. */
  step: TrainStep;
  dataset: Dataset;
  /** Path of the best epoch's checkpoint. */
  bestCheckpoint: string;
  /** Numbers of the epoch of the lowest val_loss; null when no val_loss was a number. */
  best: EpochNumbers | null;
  /** What is known of it; null when an earlier process trained it. */
  bestAnswers: EpochAnswers | null;
  /** The last epoch that was validated; null when there is none. */
  lastAnswers: EpochAnswers | null;
  record: (record: RunRecord) => void;
  log: (line: string) => void;
}

/**
 * Records what the trained network makes of the images: confusion matrices of the best and the last epoch, doubtful
 * labels, and, where images were kept for it, the test of the best weights. The step is left with those.
 */
export async function recordAnswers(request: AnswersRequest): Promise<void> {
  const { dataset, best, lastAnswers, record } = request;
  const classes = dataset.facts.classes;
  const bestAnswers = best === null ? null : await answersOf(best, request);
  for (const [weights, answers] of [
    ['best', bestAnswers],
    ['last', lastAnswers],
  ] as const) {
    if (answers === null) continue;
    const matrix = confusionOf(classes, dataset.validation.labels, answers.predictions);
    record({ kind: 'confusion', weights, epoch: answers.epoch, matrix });
  }
  if (bestAnswers === null) return;
  record({ kind: 'pictures', sheet: await suspectsSheet(dataset, bestAnswers.probabilities) });
  await recordTest(bestAnswers.epoch, request);
}

async function answersOf(best: EpochNumbers, request: AnswersRequest): Promise<EpochAnswers | null> {
  const { bestAnswers, step, dataset } = request;
  if (bestAnswers?.epoch === best.epoch) return bestAnswers;
  if (!(await bringBack(best.epoch, request))) return null;
  const again = await validate({ step, set: dataset.validation, classes: dataset.facts.classes.length });
  return { epoch: best.epoch, val_loss: best.val_loss, ...again };
}

async function recordTest(epoch: number, request: AnswersRequest): Promise<void> {
  const { step, dataset, record } = request;
  if (dataset.test === null || !(await bringBack(epoch, request))) return;
  const { loss, accuracy } = await validate({
    step,
    set: dataset.test,
    classes: dataset.facts.classes.length,
  });
  const at = Date.now();
  record({
    kind: 'metrics',
    points: [
      { key: 'test_loss', step: epoch, value: loss, at },
      { key: 'test_accuracy', step: epoch, value: accuracy, at },
    ],
  });
}

/** Gives the step the weights of its best epoch; whether it could. A disk that kept none has been told already. */
async function bringBack(epoch: number, { step, bestCheckpoint, log }: AnswersRequest): Promise<boolean> {
  try {
    const kept = await readWeights(bestCheckpoint);
    if (kept.epoch !== epoch) {
      log(`the weights of epoch ${epoch} were not kept: those of epoch ${kept.epoch} were the last to be`);
      return false;
    }
    step.setWeights(kept.weights);
    return true;
  } catch (error) {
    log(`the weights of the best epoch cannot be tested: ${AppError.from(error).message}`);
    return false;
  }
}
