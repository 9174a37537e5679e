import { seedFor } from '@tenbin/contracts';
import type { Generalisation, GeneralisationAt } from '@tenbin/contracts';
import { accuracyOf, confidencesOf } from './answers.ts';
import { classCourses } from './class-courses.ts';
import { gapOf, meanOf } from './gap.ts';
import { leakageIn } from './leakage.ts';
import { reliabilityOf } from './reliability.ts';

/** What the weights of one epoch make of images, without dropout and augmentation. */
export interface Look {
  epoch: number;
  /** Of images that were trained on: the loss of each, and the share that is answered rightly. */
  train: { losses: ArrayLike<number>; accuracy: number };
  /** Of the validation images, in their order: the loss of each, and `[count, classes]` row by row. */
  validation: { losses: ArrayLike<number>; probabilities: ArrayLike<number> };
}

export interface GeneralisationRequest {
  /** Names. */
  classes: readonly string[];
  /** `[validation count]` class indices. */
  labels: ArrayLike<number>;
  best: Look | null;
  last: Look | null;
  /** `[epochs][validation count]`; empty when it is not known of every epoch: then nothing is said of classes. */
  lossesByEpoch: readonly ArrayLike<number>[];
  /** Of the bootstraps. */
  seed: number;
}

/** All that a trained run says of its generalisation beside its curves. */
export function generalisationOf(request: GeneralisationRequest): Generalisation {
  const { classes, labels, best, last, lossesByEpoch } = request;
  const lastAt = last && lookAt(last, request);
  // The last weights were not chosen by their validation loss, so that they flatter it less.
  const looked = last ?? best;
  return {
    best: best?.epoch === lastAt?.epoch ? lastAt : best && lookAt(best, request),
    last: lastAt,
    classes: lossesByEpoch.length === 0 ? [] : classCourses({ classes, labels, lossesByEpoch }),
    leakage: looked && leakageOf(looked, request),
  };
}

function lookAt(look: Look, { classes, labels, seed }: GeneralisationRequest): GeneralisationAt {
  const { epoch, train, validation } = look;
  const answers = { probabilities: validation.probabilities, labels, classes: classes.length };
  return {
    epoch,
    gap: gapOf({
      trainLosses: train.losses,
      validationLosses: validation.losses,
      seed: seedFor(seed, 'generalisation/gap'),
    }),
    trainImages: train.losses.length,
    trainLoss: meanOf(train.losses),
    trainAccuracy: train.accuracy,
    ...reliabilityOf(answers, seedFor(seed, 'generalisation/calibration')),
  };
}

function leakageOf(
  { train, validation }: Look,
  { classes, labels, seed }: GeneralisationRequest,
): string | null {
  const { probabilities, losses } = validation;
  return leakageIn({
    trainLosses: train.losses,
    validationLosses: losses,
    trainAccuracy: train.accuracy,
    validationAccuracy: accuracyOf(confidencesOf({ probabilities, labels, classes: classes.length })),
    seed: seedFor(seed, 'generalisation/leakage'),
  });
}
