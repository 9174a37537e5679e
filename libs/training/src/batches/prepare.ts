import { randomStream } from '@tenbin/contracts';
import { imageAugmenter, imageStream } from '../augment/augment-image.ts';
import type { Strengths } from '../augment/augmentation.ts';
import { blend, keptShare } from '../augment/mixup.ts';
import { isAugmented } from '../augment/strengths.ts';
import type { Batch } from '../step/train-step.ts';

/** What batches are made from. All of it can be handed to a thread. */
export interface Ingredients {
  /** `[count, height, width, channels]` */
  images: Uint8Array;
  /** `[count]` */
  labels: Int32Array;
  /** `[height, width, channels]` */
  shape: readonly [number, number, number];
  /** How many classes there are. */
  classes: number;
  strengths: Strengths;
  seed: number;
}

/** Which batch: the images at `places` of the set, in this order, are step `step` (from 1) of epoch `epoch`. */
export interface BatchPlan {
  epoch: number;
  step: number;
  places: ArrayLike<number>;
}

/**
 * A function that fills `into`, whose arrays have room for exactly the images of the plan. The same plan gives the
 * same bytes on every thread. `onImage` is called after each image; once it says false, the rest is left undone.
 * It throws a RangeError for a place outside the set.
 */
export function preparer(
  ingredients: Ingredients,
  onImage: () => boolean = () => true,
): (plan: BatchPlan, into: Batch) => void {
  const { images, labels, shape, classes, strengths, seed } = ingredients;
  const size = shape[0] * shape[1] * shape[2];
  const augmented = isAugmented(strengths);
  const augment = imageAugmenter(shape, strengths);
  return ({ epoch, step, places }, into) => {
    into.targets.fill(0);
    for (let row = 0; row < places.length; row += 1) {
      const place = places[row] ?? 0;
      const label = labels[place];
      if (label === undefined) throw new RangeError(`image ${place} of ${labels.length} images`);
      into.targets[row * classes + label] = 1;
      const [from, at] = [place * size, row * size];
      if (augmented)
        augment({ source: images, from, target: into.images, at }, imageStream(seed, epoch, place));
      else into.images.set(images.subarray(from, from + size), at);
      if (!onImage()) return;
    }
    if (strengths.mixup > 0) blend(into, places.length, keptShareOf(ingredients, epoch, step));
  };
}

/** The share of itself that each image of a batch keeps under mixup. */
export function keptShareOf(
  { seed, strengths }: Pick<Ingredients, 'seed' | 'strengths'>,
  epoch: number,
  step: number,
): number {
  return keptShare(strengths.mixup, randomStream(seed, `mixup/${epoch}/${step}`));
}
