import { createHash } from 'node:crypto';
import { AppError } from '@tenbin/contracts';
import type { DatasetFacts } from '@tenbin/contracts';
import { groupCopies } from './copies.ts';
import type { DecodedSet } from './dataset.ts';
import { decodeAll } from './decode-all.ts';
import { deviationOf, sharpnessOf } from './measures.ts';
import type { Contents } from './sources/source.ts';

interface DecodeSetRequest {
  /** How messages call the source. */
  title: string;
  /** `[height, width, channels]` */
  shape: [number, number, number];
  log: (line: string) => void;
}

/**
 * Decodes all images of a source and finds out what their pixels tell.
 * @throws AppError `dataset_invalid` for a class without a readable image, or images that do not fit into memory
 */
export async function decodeSet(
  { classes, images, test, skipped: unread, notes }: Contents,
  { title, shape, log }: DecodeSetRequest,
): Promise<DecodedSet> {
  const asked = [...images, ...test];
  const { pixels, kept, sides, skipped } = await decodeAll(asked, { inputShape: shape, log });
  const labels = kept.map((at) => asked[at]?.label ?? 0);
  const testFrom = kept.filter((at) => at < images.length).length;
  const all = [...unread, ...skipped];
  refuseEmptyClasses({ title, classes, labels: labels.slice(0, testFrom), skipped: all });
  const each = imagesOf({ pixels, shape, count: kept.length });
  return {
    classes,
    shape,
    pixels,
    files: kept.map((at) => asked[at]?.file ?? ''),
    labels,
    sides,
    sharpness: each.map((image) => Math.round(sharpnessOf(image, shape) * 100) / 100),
    deviation: each.map((image) => Math.round(deviationOf(image) * 100) / 100),
    testFrom,
    ...groupCopies({ pixels, labels, shape }),
    skipped: all,
    notes,
    hash: hashOf({ classes, labels, testFrom, each }),
  };
}

/** A view of each image's own pixels. */
export function imagesOf({
  pixels,
  shape,
  count,
}: Pick<DecodedSet, 'pixels' | 'shape'> & { count: number }): Uint8Array[] {
  const size = shape[0] * shape[1] * shape[2];
  return Array.from({ length: count }, (_, at) => pixels.subarray(at * size, (at + 1) * size));
}

function refuseEmptyClasses({
  title,
  classes,
  labels,
  skipped,
}: {
  title: string;
  classes: string[];
  labels: number[];
  skipped: DatasetFacts['skipped'];
}): void {
  const there = new Set(labels);
  const empty = classes.filter((_, label) => !there.has(label));
  if (empty.length === 0) return;
  const first = skipped.find(({ file }) => file.includes(empty[0] ?? ''));
  const why = first === undefined ? '' : `; for example ${first.file}: ${first.reason}`;
  throw new AppError({
    code: 'dataset_invalid',
    message: `${title} has no readable image for the class ${empty.join(', ')}${why}`,
    hint: 'Put JPEG, PNG or WebP images into each class folder, or remove the folders that are no classes.',
  });
}

function hashOf({
  classes,
  labels,
  testFrom,
  each,
}: Pick<DecodedSet, 'classes' | 'labels' | 'testFrom'> & { each: Uint8Array[] }): string {
  const hash = createHash('sha256').update(JSON.stringify(classes));
  each.forEach((image, at) => {
    if (at === testFrom) hash.update('/test/');
    hash.update(`/${labels[at] ?? 0}/`).update(image);
  });
  return hash.digest('hex');
}
