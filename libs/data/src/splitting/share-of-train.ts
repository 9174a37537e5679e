import { randomStream, shuffled } from '@tenbin/contracts';

export interface ShareRequest {
  /** Class of each image of the data set. */
  labels: readonly number[];
  classes: readonly string[];
  /** Above 0, 1 for all. */
  share: number;
  seed: number;
}

/**
 * A share of the images that train, in ascending order: of each class as near to it as whole images come, and one at
 * least. A larger share of the same images and seed has all of a smaller one, so that a learning curve adds images and
 * does not change them.
 * @param train indices in ascending order
 */
export function shareOfTrain(
  train: readonly number[],
  { labels, classes, share, seed }: ShareRequest,
): number[] {
  if (share >= 1) return [...train];
  const byClass = Map.groupBy(train, (image) => labels[image] ?? 0);
  const used = [...byClass].flatMap(([label, own]) => {
    const wanted = Math.max(1, Math.round(own.length * share));
    return shuffled(own, randomStream(seed, `share/${classes[label] ?? ''}`)).slice(0, wanted);
  });
  return used.toSorted((a, b) => a - b);
}
