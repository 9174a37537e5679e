import { AppError } from '@tenbin/contracts';

/** The one class of a group, or −1 for a group of several. */
export function classOf(group: number[], labels: number[]): number {
  const [first = -1, ...others] = new Set(group.map((image) => labels[image] ?? -1));
  return others.length === 0 ? first : -1;
}

/** `[classes]` images of each class among `images`. */
export function countsOf(images: Iterable<number>, labels: number[], classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const image of images) counts[labels[image] ?? 0] = (counts[labels[image] ?? 0] ?? 0) + 1;
  return counts;
}

/** The failure of a class whose images are too few, or too much alike, to be on `sides` sides of a split. */
export function tooFew(name: string, size: number, sides: number): AppError {
  const images = size === 1 ? '1 image' : `${size} images`;
  const copies =
    size >= sides ? ' that are all copies of one picture, of one group, or have a twin in another class' : '';
  const use = sides === 2 ? 'to train on some and validate on others' : `for ${sides} parts that differ`;
  return new AppError({
    code: 'dataset_invalid',
    message: `the class ${name} has ${images}${copies}: too few ${use}`,
    hint: `Add images to ${name}: ${sides} different ones at least, some dozens for a result that means something.`,
  });
}

/** The same for a split that does not look at classes. */
export function tooFewAtAll(groups: number, sides: number): AppError {
  return new AppError({
    code: 'dataset_invalid',
    message: `the data set has ${groups} images (or groups of them) that may be parted: too few for ${sides} parts`,
    hint: 'Add images, or ask for fewer parts.',
  });
}
