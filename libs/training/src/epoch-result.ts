import { z } from 'zod';
import { anyNumber } from '@tenbin/contracts';
import type { NamedArray } from '@tenbin/contracts';
import type { RateState } from './step/schedules.ts';
import type { StepState } from './step/train-step.ts';

/** The numbers of one epoch of training and one pass over the validation images. They may be NaN or infinite. */
export const epochNumbers = z.strictObject({
  /** From 1. */
  epoch: z.int().positive(),
  /** Mean over the images seen, in training mode and before each update, as Keras reports it. */
  loss: anyNumber,
  accuracy: anyNumber,
  val_loss: anyNumber,
  val_accuracy: anyNumber,
  /** That of the epoch's last step. */
  learningRate: anyNumber,
  /** Norm of the whole gradient before clipping, as a mean over the steps. */
  gradientNorm: anyNumber,
  /** Training images a second of training, waiting for data included. */
  imagesPerSecond: anyNumber,
  trainSeconds: anyNumber,
  validationSeconds: anyNumber,
  /** Of `trainSeconds`, those in which the next batch was not ready. */
  waitSeconds: anyNumber,
  /** Resident memory of this process at the end of the epoch. */
  memoryBytes: anyNumber,
});
export type EpochNumbers = z.infer<typeof epochNumbers>;

export interface EpochResult extends EpochNumbers {
  /** The batch of this epoch, from 1, whose loss was no number: training ended there, before any validation. */
  diverged: { batch: number } | null;
  /** `[validation count]` the most probable class. */
  predictions: Int32Array;
  /** `[validation count]` the loss of each image. */
  validationLosses: Float32Array;
  /** `[validation count, classes]`, row by row. */
  probabilities: Float32Array;
  /** Copies all that training needs to go on after this epoch; to be called before the next one is pulled. */
  snapshot(): Snapshot;
}

/** A training between two epochs: what `fit()` goes on from as if it had never stopped, bit for bit. */
export interface Snapshot {
  /** The last epoch that is done. */
  epoch: number;
  weights: NamedArray[];
  state: StepState;
  /** What the schedule of the learning rate remembers, if it remembers anything. */
  rate: RateState | null;
}
