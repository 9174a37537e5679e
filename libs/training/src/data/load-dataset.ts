import { createHash } from 'node:crypto';
import { AppError } from '@tenbin/contracts';
import type { DatasetFacts, DatasetSpec } from '@tenbin/contracts';
import { classFolders } from './class-folders.ts';
import { groupCopies } from './copies.ts';
import type { Dataset, DecodedImage, ImageSet } from './dataset.ts';
import { decodeAll } from './decode-all.ts';
import { openSource } from './source.ts';
import { stratifiedSplit } from './split.ts';

export interface LoadRequest {
  /** `[height, width, channels]` that every image is brought to. */
  inputShape: [number, number, number];
  /** Decides which images are kept for validation. */
  seed: number;
  log: (line: string) => void;
}

/**
 * Reads a folder or zip of class folders into memory and splits off the validation images. Files that are no
 * images are named in the facts and skipped.
 * @throws AppError `dataset_missing` or `dataset_invalid`
 */
export async function loadDataset(
  { path, validation: share }: DatasetSpec,
  { inputShape, seed, log }: LoadRequest,
): Promise<Dataset> {
  await using source = await openSource(path);
  const { classes, labelled } = classFolders(source, path);
  const { images, skipped } = await decodeAll(labelled, { inputShape, log });
  const labels = images.map(({ label }) => label);
  refuseEmptyClasses({ path, classes, labels, skipped });
  const groups = groupCopies(images, inputShape);
  const split = stratifiedSplit({ labels, groups, classes, share, seed });
  const train = setOf(images, split.train);
  const validation = setOf(images, split.validation);
  tell({ log, images, groups, skipped });
  return {
    inputShape,
    train,
    validation,
    facts: {
      path,
      hash: hashOf(classes, images),
      classes,
      trainCounts: countByClass(classes, train.labels),
      validationCounts: countByClass(classes, validation.labels),
      skipped,
    },
  };
}

interface Loaded {
  path: string;
  classes: string[];
  labels: number[];
  skipped: DatasetFacts['skipped'];
}

function refuseEmptyClasses({ path, classes, labels, skipped }: Loaded): void {
  const empty = classes.filter((_, label) => !labels.includes(label));
  if (empty.length === 0) return;
  const [first] = skipped.filter(({ file }) => file.includes(empty[0] ?? ''));
  const why = first === undefined ? '' : `; for example ${first.file}: ${first.reason}`;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${path} has no readable image for the class ${empty.join(', ')}${why}`,
    hint: 'Put JPEG, PNG or WebP images into each class folder, or remove the folders that are no classes.',
  });
}

function tell({
  log,
  images,
  groups,
  skipped,
}: {
  log: (line: string) => void;
  images: DecodedImage[];
  groups: number[][];
  skipped: DatasetFacts['skipped'];
}): void {
  const copies = images.length - groups.length;
  if (copies > 0)
    log(`${copies} of ${images.length} images are copies of others: kept on one side of the split`);
  if (skipped.length === 0) return;
  const named = skipped.slice(0, 5).map(({ file, reason }) => `${file} (${reason})`);
  const more = skipped.length > named.length ? ` and ${skipped.length - named.length} more` : '';
  log(`skipped ${skipped.length} files that could not be read: ${named.join(', ')}${more}`);
}

function setOf(images: DecodedImage[], chosen: number[]): ImageSet {
  const picked = chosen.flatMap((at) => images[at] ?? []);
  const size = picked[0]?.pixels.length ?? 0;
  const pixels = new Uint8Array(size * picked.length);
  picked.forEach((image, at) => pixels.set(image.pixels, at * size));
  return {
    images: pixels,
    labels: Int32Array.from(picked, ({ label }) => label),
    files: picked.map(({ file }) => file),
  };
}

function countByClass(classes: string[], labels: Int32Array): number[] {
  return classes.map((_, label) => labels.filter((other) => other === label).length);
}

function hashOf(classes: string[], images: DecodedImage[]): string {
  const hash = createHash('sha256').update(JSON.stringify(classes));
  for (const { label, pixels } of images) hash.update(`/${label}/`).update(pixels);
  return hash.digest('hex');
}
