import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { arrayImages, stampOfFiles } from './array-images.ts';
import { byName } from './source.ts';
import type { Contents, DatasetSource, LabelledImage } from './source.ts';

/** The two binary layouts (cs.toronto.edu/~kriz/cifar.html): label bytes, then 32 × 32 red, green and blue. */
const layouts = [
  {
    labelBytes: 1,
    namesFile: 'batches.meta.txt',
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  },
  // The coarse label comes first; the fine one counts.
  {
    labelBytes: 2,
    namesFile: 'fine_label_names.txt',
    classes: Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0')),
  },
];
const plane = 32 * 32;
const trainFile = /^(?:data_batch_\d+|train)\.bin$/;
const testFile = /^test(?:_batch)?\.bin$/;

/** Whether a folder with those files is one of the CIFAR binary versions. */
export function isCifarFolder(names: string[]): boolean {
  return names.some((name) => trainFile.test(name));
}

/**
 * CIFAR-10 or CIFAR-100 in their binary version: one .bin file, or the folder that holds all of them, whose test
 * batch is the test part.
 * @throws AppError `dataset_invalid` (with the contents) when a file has another size than a whole number of images
 */
export async function openCifar(path: string): Promise<DatasetSource> {
  const isFolder = (await stat(path)).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const beside = (await readdir(folder)).toSorted(byName);
  const train = isFolder ? beside.filter((name) => trainFile.test(name)) : [basename(path)];
  const test = isFolder ? beside.filter((name) => testFile.test(name)) : [];
  const named = beside.filter((name) => layouts.some(({ namesFile }) => namesFile === name));
  return {
    licence: null,
    stamp: await stampOfFiles([...train, ...test, ...named].map((name) => join(folder, name))),
    contents: async () => contentsOf({ folder, train, test }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function contentsOf({
  folder,
  train,
  test,
}: Record<'train' | 'test', string[]> & { folder: string }): Promise<Contents> {
  const batches = new Map<string, Buffer>();
  for (const name of [...train, ...test]) batches.set(name, await readFile(join(folder, name)));
  const layout = layouts.find(({ labelBytes }) =>
    [...batches.values()].every(({ length }) => length > 0 && length % (labelBytes + 3 * plane) === 0),
  );
  if (layout === undefined) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${join(folder, [...batches.keys()].join(', '))}: the size is no whole number of CIFAR-10 or CIFAR-100 images`,
      hint: 'Give the binary version (cifar-10-binary.tar.gz or cifar-100-binary.tar.gz), unpacked and whole.',
    });
  }
  const listed = await readFile(join(folder, layout.namesFile), 'utf8').catch(() => '');
  const names = listed.split('\n').map((name) => name.trim());
  const classes = layout.classes.map((name, at) => names[at] || name);
  const imagesOf = (files: string[]) =>
    files.flatMap((name) => batchImages(name, batches.get(name) ?? Buffer.alloc(0), layout));
  const images = imagesOf(train);
  const kept = imagesOf(test);
  const wrong = [...images, ...kept].find(({ label }) => label >= classes.length);
  if (wrong !== undefined) {
    throw new AppError({
      code: 'dataset_invalid',
      message: `${wrong.file} has the label ${wrong.label}, but there are ${classes.length} classes`,
      hint: 'Give the binary version of CIFAR-10 or CIFAR-100 as it was published.',
    });
  }
  const notes = kept.length > 0 ? [`${test.join(', ')} is kept to test the best weights on`] : [];
  return { classes, images, test: kept, skipped: [], notes };
}

function batchImages(name: string, bytes: Buffer, { labelBytes }: { labelBytes: number }): LabelledImage[] {
  const record = labelBytes + 3 * plane;
  const count = bytes.length / record;
  return arrayImages({
    name,
    labels: Array.from({ length: count }, (_, at) => bytes[at * record + labelBytes - 1] ?? 0),
    shape: [32, 32, 3],
    pixels: async () => {
      const pixels = new Uint8Array(count * 3 * plane);
      for (let at = 0; at < count; at += 1) {
        const from = at * record + labelBytes;
        for (let value = 0; value < 3 * plane; value += 1) {
          const [channel, place] = [Math.floor(value / plane), value % plane];
          pixels[(at * plane + place) * 3 + channel] = bytes[from + value] ?? 0;
        }
      }
      return pixels;
    },
  });
}
