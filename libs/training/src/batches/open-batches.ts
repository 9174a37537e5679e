import { isAugmented, strengthsOf } from '../augment/strengths.ts';
import type { AugmentationParameters } from '../augment/strengths.ts';
import type { ImageSet } from '@tenbin/data';
import type { BatchSource } from './batch-source.ts';
import { plainBatches } from './plain-batches.ts';
import { threadedBatches } from './threaded-batches.ts';

export interface BatchesRequest {
  set: ImageSet;
  /** `[height, width, channels]` */
  inputShape: readonly [number, number, number];
  /** How many classes there are. */
  classes: number;
  /** Images a batch. */
  batchSize: number;
  /** How the images are changed. */
  parameters: AugmentationParameters;
  /** Decides all chance in the changes. */
  seed: number;
}

/**
 * Batches for training. Images that are changed are prepared by a thread of their own while the batch before them
 * trains, because a native step blocks this one; images as they are cost less to copy than to hand over.
 */
export function openBatches({
  set,
  inputShape,
  classes,
  batchSize,
  parameters,
  seed,
}: BatchesRequest): BatchSource {
  const strengths = strengthsOf(parameters);
  const { images, labels } = set;
  const ingredients = { images, labels, shape: inputShape, classes, strengths, seed };
  return isAugmented(strengths)
    ? threadedBatches(ingredients, batchSize)
    : plainBatches(ingredients, batchSize);
}
