import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '@tenbin/contracts';
import { arrayImages, stampOfFiles } from './array-images.ts';
import type { DatasetSource, LabelledImage } from './source.ts';

const unpack = promisify(gunzip);

/** The files of MNIST and of what took its form. */
export const idxFiles = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const;

/**
 * The four packed IDX files of a folder (yann.lecun.com/exdb/mnist): grey images and labels, to train and to test on.
 * @throws AppError `dataset_invalid` (with the contents) when one is cut or of another kind
 */
export async function openIdx(
  folder: string,
  { classes, licence }: { classes: string[]; licence: string },
): Promise<DatasetSource> {
  const [trainImages, trainLabels, testImages, testLabels] = idxFiles;
  return {
    licence,
    stamp: await stampOfFiles(idxFiles.map((name) => join(folder, name))),
    contents: async () => ({
      classes,
      images: await imagesOf('train', [join(folder, trainImages), join(folder, trainLabels)]),
      test: await imagesOf('test', [join(folder, testImages), join(folder, testLabels)]),
      skipped: [],
      notes: [`its own ${basename(testImages)} is kept to test the best weights on`],
    }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function imagesOf(name: string, [images, labels]: [string, string]): Promise<LabelledImage[]> {
  const { values } = await readIdx(labels, 1);
  return arrayImages({
    name,
    labels: values,
    shape: [28, 28, 1],
    pixels: async () => {
      const { sides, values: pixels } = await readIdx(images, 3);
      if (sides.join() === [values.length, 28, 28].join()) return pixels;
      throw broken(images, `it has the shape [${sides.join(', ')}] beside ${values.length} labels`);
    },
  });
}

/** An IDX array of bytes: magic number 0x08 and the rank, the sides, the elements. */
async function readIdx(file: string, rank: number): Promise<{ sides: number[]; values: Uint8Array }> {
  const bytes = await unpack(await readFile(file)).catch((cause: unknown) => {
    throw broken(file, cause instanceof Error ? cause.message : String(cause));
  });
  if (bytes.length < 4 + 4 * rank || bytes.readUInt32BE(0) !== 0x800 + rank) {
    throw broken(file, 'it is no IDX array of bytes');
  }
  const sides = Array.from({ length: rank }, (_, at) => bytes.readUInt32BE(4 + 4 * at));
  const values = bytes.subarray(4 + 4 * rank);
  if (values.length !== sides.reduce((product, side) => product * side, 1)) throw broken(file, 'it is cut');
  return { sides, values };
}

function broken(file: string, why: string): AppError {
  return new AppError({
    code: 'dataset_invalid',
    message: `${file} cannot be read: ${why}`,
    hint: 'Get the data set once more.',
  });
}
