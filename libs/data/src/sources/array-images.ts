import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { LabelledImage } from './source.ts';

export interface ImageArray {
  /** What the array is called; its images are `name[0]`, `name[1]`, …. */
  name: string;
  /** `[count]` indices into the classes. */
  labels: ArrayLike<number>;
  /** `[height, width, channels]` of each image. */
  shape: [number, number, number];
  /** `[count, height, width, channels]`, 0–255. Asked for when the first image is read, and only once. */
  pixels: () => Promise<Uint8Array>;
}

/** The images of an array, one after the other. */
export function arrayImages({ name, labels, shape, pixels }: ImageArray): LabelledImage[] {
  const size = shape[0] * shape[1] * shape[2];
  let read: Promise<Uint8Array> | undefined;
  return Array.from(labels, (label, at) => ({
    file: `${name}[${at}]`,
    label,
    size,
    read: async () => {
      read ??= pixels();
      return { pixels: (await read).subarray(at * size, (at + 1) * size), shape };
    },
  }));
}

/** A text that changes with the size or the time of one of the files. */
export async function stampOfFiles(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
