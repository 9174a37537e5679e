import { z } from 'zod';
import { anyNumber } from './metric.ts';

/** A number with its 95 % interval. */
export const interval = z.strictObject({ value: anyNumber, low: anyNumber, high: anyNumber });
export type Interval = z.infer<typeof interval>;

/** Images whose greatest probability lies in one tenth of 0–1: the first bin is [0, 0.1), the last [0.9, 1]. */
const confidenceBin = z.strictObject({
  count: z.int().nonnegative(),
  /** Mean greatest probability of its images; NaN of none. */
  confidence: anyNumber,
  /** Share of them whose class was predicted rightly; NaN of none. */
  accuracy: anyNumber,
});

/** How well the weights of one epoch do on images that they were trained on, and on others. */
export const generalisationAt = z.strictObject({
  epoch: z.int().positive(),
  /**
   * Mean loss of the validation images less that of training images, both without dropout and augmentation: what the
   * curves of loss and val_loss only hint at. The interval is a bootstrap over images.
   */
  gap: interval,
  /** Training images that were looked at, in the same way as validation images. */
  trainImages: z.int().nonnegative(),
  trainLoss: anyNumber,
  trainAccuracy: anyNumber,
  /** Expected calibration error, 0–1 (Guo et al. 2017), with ten bins of equal width. */
  calibrationError: interval,
  reliability: z.array(confidenceBin),
  /** Mean greatest probability of the images whose class was predicted wrongly, and rightly; NaN of none. */
  wrongConfidence: anyNumber,
  rightConfidence: anyNumber,
});
export type GeneralisationAt = z.infer<typeof generalisationAt>;

/** How the validation images of one class fared. */
export const classCourse = z.strictObject({
  name: z.string(),
  images: z.int().nonnegative(),
  /** Mean loss of its validation images at each epoch. */
  losses: z.array(anyNumber),
  /** Epoch (from 1) after which its images are worse than at their best, by a paired test over them; null when none. */
  onsetEpoch: z.int().positive().nullable(),
  /** Loss at the end less that at its own best epoch, paired over its images. */
  rise: interval,
});
export type ClassCourse = z.infer<typeof classCourse>;

/** What a trained run says of its generalisation beside its curves. */
export const generalisation = z.strictObject({
  /** At the weights of the lowest val_loss; null when they were not kept. */
  best: generalisationAt.nullable(),
  last: generalisationAt.nullable(),
  classes: z.array(classCourse),
  /** A sentence when validation is better than training by more than chance explains: images may have leaked. */
  leakage: z.string().nullable(),
});
export type Generalisation = z.infer<typeof generalisation>;
