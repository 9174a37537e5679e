import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { DatasetName } from '@tenbin/contracts';
import type { ImageFacts } from '../../sweeps/costs.ts';
import { headBytes, imageSize } from './image-size.ts';
import { zipEntries, zipHead } from './zip-entries.ts';

/** Images whose size is looked at, over all classes. */
const looked = 24;
const imageTypes = ['.png', '.jpg', '.jpeg', '.gif'];
const unknown: ImageFacts = { side: null, classes: null };

/** Those that Tenbin knows by name. */
const known: Record<DatasetName, ImageFacts> = {
  animals: { side: 28, classes: 3 },
  'fashion-mnist': { side: 28, classes: 10 },
  mnist: { side: 28, classes: 10 },
};

/** What a data set that Tenbin knows by name looks like. */
export function lookAtKnown(name: DatasetName): ImageFacts {
  return known[name];
}

/**
 * A glance at a data set: the median of the longer sides of some of its images, and the number of its classes, as
 * far as names and first bytes tell.
 * @param path absolute
 * @throws AppError `dataset_missing` when nothing is there
 */
export async function lookAtDataset(path: string): Promise<ImageFacts> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError({
      code: 'dataset_missing',
      message: `There is nothing at ${path}.`,
      hint: 'A relative path starts at the folder where Tenbin runs; an absolute one always works.',
      cause,
    });
  });
  // The trial reads the whole of it and says what is wrong; here a file that cannot be read only tells nothing.
  return (found.isDirectory() ? lookAtFolder(path) : lookAtFile(path)).catch(() => unknown);
}

async function lookAtFolder(path: string): Promise<ImageFacts> {
  const inside = await readdir(path, { withFileTypes: true });
  const classes = inside.filter((each) => each.isDirectory() && !each.name.startsWith('.'));
  if (classes.length < 2) return unknown;
  const lists = await Promise.all(
    evenly(classes, looked).map(async ({ name }) => {
      const files = (await readdir(join(path, name))).filter(isImage);
      return evenly(files, Math.ceil(looked / classes.length)).map((file) => join(path, name, file));
    }),
  );
  const heads = await Promise.all(lists.flat().map(headOf));
  return { side: medianSide(heads), classes: classes.length };
}

async function lookAtFile(path: string): Promise<ImageFacts> {
  if (extname(path).toLowerCase() !== '.zip') return unknown;
  await using file = await open(path);
  const images = (await zipEntries(file)).filter(({ name }) => isImage(name) && !name.startsWith('__MACOSX'));
  const heads = await Promise.all(evenly(images, looked).map((entry) => zipHead(file, entry)));
  const classes = new Set(images.map(({ name }) => basename(dirname(name))));
  return { side: medianSide(heads), classes: classes.size };
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}

function isImage(name: string): boolean {
  return imageTypes.includes(extname(name).toLowerCase());
}

/** At most `wanted` of them, at even distances. */
function evenly<Item>(items: readonly Item[], wanted: number): Item[] {
  const step = Math.max(1, items.length / wanted);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function medianSide(heads: readonly Buffer[]): number | null {
  const sides = heads.flatMap((head) => {
    const size = imageSize(head);
    return size ? [Math.max(...size)] : [];
  });
  return sides.toSorted((a, b) => a - b)[Math.floor(sides.length / 2)] ?? null;
}
