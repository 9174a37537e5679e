import { AppError, randomStream, shuffled } from '@tenbin/contracts';

export interface SplitRequest {
  /** Class of each image. */
  labels: number[];
  /** Images that have to stay together, as indices; every image is in one group. */
  groups: number[][];
  classes: string[];
  /** Share of the images kept for validation, 0–1. */
  share: number;
  seed: number;
}

/**
 * A seeded split that has `share` of every class in validation, to the nearest image, and no group on both sides.
 * Where a group has several classes (one picture with two labels) it goes to training.
 * @returns indices in ascending order
 * @throws AppError `dataset_invalid` when a class has too few different images for both sides
 */
export function stratifiedSplit({ labels, groups, classes, share, seed }: SplitRequest): {
  train: number[];
  validation: number[];
} {
  const validation = new Set<number>();
  const byClass = Map.groupBy(groups, (group) => classOf(group, labels));
  const sizes = Map.groupBy(labels, (label) => label);
  for (const [label, name] of classes.entries()) {
    const own = byClass.get(label) ?? [];
    const size = sizes.get(label)?.length ?? 0;
    if (own.length < 2) throw tooFew(name, size);
    const wanted = Math.min(size - 1, Math.max(1, Math.round(size * share)));
    const taken = take(shuffled(own, randomStream(seed, `split/${name}`)), wanted);
    for (const image of taken) validation.add(image);
  }
  const all = labels.map((_, image) => image);
  return {
    train: all.filter((image) => !validation.has(image)),
    validation: all.filter((image) => validation.has(image)),
  };
}

/** Whole groups in turn, as long as they fit into `wanted` images; the smallest one when none does. */
function take(groups: number[][], wanted: number): number[] {
  const taken: number[] = [];
  for (const group of groups) {
    if (taken.length + group.length <= wanted) taken.push(...group);
  }
  if (taken.length > 0) return taken;
  return groups.toSorted((left, right) => left.length - right.length)[0] ?? [];
}

/** The one class of a group, or −1 for a group of several. */
function classOf(group: number[], labels: number[]): number {
  const [first = -1, ...others] = new Set(group.map((image) => labels[image] ?? -1));
  return others.length === 0 ? first : -1;
}

function tooFew(name: string, size: number): AppError {
  const images = size === 1 ? '1 image' : `${size} images`;
  const copies = size > 1 ? ' that are all copies of one picture (or have a twin in another class)' : '';
  return new AppError({
    code: 'dataset_invalid',
    message: `the class ${name} has ${images}${copies}: too few to train on some and validate on others`,
    hint: `Add images to ${name}: two different ones at least, some dozens for a result that means something.`,
  });
}
