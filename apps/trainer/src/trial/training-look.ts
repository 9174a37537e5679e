import { randomStream, shuffled } from '@tenbin/contracts';
import type { ImageSet } from '@tenbin/data';
import { validate } from '@tenbin/training';
import type { TrainStep } from '@tenbin/training';

/** Enough that their mean loss is known to a few hundredths of its spread, few enough to cost less than an epoch. */
const imagesAtMost = 2_000;
/** Images that are copied together at a time. */
const handful = 256;

export interface TrainingLookRequest {
  step: TrainStep;
  train: ImageSet;
  /** How many there are. */
  classes: number;
  /** Draws the images, when there are more than are looked at. */
  seed: number;
  /** Called between batches. */
  between: () => Promise<void>;
}

/**
 * What the network makes of images that it was trained on, looked at as validation images are: without dropout and without
 * augmentation. At most 2,000 of them, the same ones for the same seed.
 */
export async function lookAtTraining(
  request: TrainingLookRequest,
): Promise<{ losses: Float32Array; accuracy: number }> {
  const { step, train, classes, between } = request;
  const picks = picksOf(train.labels.length, request.seed);
  const losses = new Float32Array(picks.length);
  let hits = 0;
  for (let from = 0; from < picks.length; from += handful) {
    const set = someOf(train, picks.slice(from, from + handful));
    const seen = await validate({ step, set, classes, between });
    losses.set(seen.losses, from);
    hits += seen.predictions.filter((prediction, at) => prediction === set.labels[at]).length;
  }
  return { losses, accuracy: hits / picks.length };
}

function picksOf(count: number, seed: number): number[] {
  const all = Array.from({ length: count }, (_, image) => image);
  if (count <= imagesAtMost) return all;
  const drawn = shuffled(all, randomStream(seed, 'generalisation/images')).slice(0, imagesAtMost);
  return drawn.toSorted((a, b) => a - b);
}

function someOf({ images, labels, files }: ImageSet, picks: number[]): ImageSet {
  const bytes = images.length / labels.length;
  const some = new Uint8Array(picks.length * bytes);
  picks.forEach((image, row) => some.set(images.subarray(image * bytes, (image + 1) * bytes), row * bytes));
  return {
    images: some,
    labels: Int32Array.from(picks, (image) => labels[image] ?? -1),
    files: picks.map((image) => files[image] ?? ''),
  };
}
