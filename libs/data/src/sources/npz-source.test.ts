import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryData } from '../data.fixture.ts';
import type { Files } from '../data.fixture.ts';
import { readNpy } from './npy.ts';
import { openNpz } from './npz-source.ts';
import type { LabelledImage } from './source.ts';
import { writeStoredZip } from '../stored-zip.ts';
import { openZip } from './zip-tree.ts';

const golden = fileURLToPath(new URL('arrays.golden.npz', import.meta.url));

let data: Awaited<ReturnType<typeof temporaryData>>;
beforeAll(async () => {
  data = await temporaryData();
});
afterAll(() => data[Symbol.asyncDispose]());

/** An .npy file of format 1.0. */
function npy(type: string, shape: number[], content: Uint8Array): Buffer {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.map((side) => `${side},`).join(' ')}), }\n`;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from('\u0093NUMPY\u0001\0', 'latin1'), size, Buffer.from(header), content]);
}

let archives = 0;
async function open(arrays: Files) {
  const path = join(data.home, `${(archives += 1)}.npz`);
  await writeStoredZip(
    path,
    arrays.map(([name, bytes]) => ({ name: `${name}.npy`, bytes })),
  );
  return openNpz(path);
}

async function contentsOf(arrays: Files) {
  await using source = await open(arrays);
  return await source.contents();
}

async function pixelsOf(image: LabelledImage | undefined) {
  const content = await image?.read();
  if (content === undefined || !('pixels' in content)) throw new TypeError('no pixels');
  return { shape: content.shape, pixels: [...content.pixels] };
}

test('what NumPy saved is read: images, labels, test part and names', async () => {
  await using source = await openNpz(golden);
  const { classes, images, test: kept, notes } = await source.contents();
  expect(classes).toEqual(['Katze', '犬', 'horse']);
  expect(images.map(({ file, label }) => [file, label])).toEqual(
    [0, 1, 1, 0, 2, 2].map((label, at) => [`x_train[${at}]`, label]),
  );
  expect(await pixelsOf(images[2])).toEqual({
    shape: [4, 5, 1],
    pixels: Array.from({ length: 20 }, (_, at) => 40 + at),
  });
  expect(kept.map(({ label }) => label)).toEqual([2, 0, 1]);
  expect(await pixelsOf(kept[1])).toEqual({
    shape: [4, 5, 3],
    pixels: Array.from({ length: 60 }, (_, at) => 60 + at),
  });
  expect(notes.join()).toContain('x_test is kept');
  expect(notes.join()).toContain('doubles, bytes, fortran, objects are not used');
});

test('numbers and text of other types are read, objects and Fortran order are refused', async () => {
  await using zip = await openZip(golden);
  const read = async (name: string) =>
    readNpy((await zip.files.find(({ path }) => path === `${name}.npy`)?.read()) ?? Buffer.alloc(0), name);
  expect((await read('doubles')).values).toEqual(Float64Array.of(0.5, -1));
  expect((await read('bytes')).values).toEqual(['a', 'bcd']);
  await expect(read('fortran')).rejects.toThrow('fortran is in Fortran order');
  await expect(read('objects')).rejects.toThrow('objects holds Python objects');
  await expect(read('nothing')).rejects.toThrow('nothing is no .npy array');
});

const two = npy('|u1', [2], Uint8Array.of(7, 9));

test('labels without names are named by their numbers, text by itself', async () => {
  const x = npy('|u1', [2, 1, 1], Uint8Array.of(1, 2));
  expect(
    (
      await contentsOf([
        ['images', x],
        ['labels', two],
      ])
    ).classes,
  ).toEqual(['7', '9']);
  const text = npy('|S3', [2], Buffer.from('dogcat'));
  const { classes, images } = await contentsOf([
    ['x', x],
    ['y', text],
  ]);
  expect(classes).toEqual(['cat', 'dog']);
  expect(images.map(({ label }) => label)).toEqual([1, 0]);
});

test.for<[string, string, Files]>([
  ['no array x or images', 'without images', [['data', two]]],
  [
    '3 images and 2 labels',
    'of other lengths',
    [
      ['x', npy('|u1', [3, 1, 1], new Uint8Array(3))],
      ['y', two],
    ],
  ],
  [
    'has the shape [2, 4]',
    'of one side',
    [
      ['x', npy('|u1', [2, 4], new Uint8Array(8))],
      ['y', two],
    ],
  ],
  [
    'has the shape [2, 1, 1, 4]',
    'of four channels',
    [
      ['x', npy('|u1', [2, 1, 1, 4], new Uint8Array(8))],
      ['y', two],
    ],
  ],
  [
    'has the type <i4',
    'of whole numbers',
    [
      ['x', npy('<i4', [2, 1, 1], new Uint8Array(8))],
      ['y', two],
    ],
  ],
  [
    'the one label 7',
    'of one class',
    [
      ['x', npy('|u1', [1, 1, 1], new Uint8Array(1))],
      ['y', npy('|u1', [1], Uint8Array.of(7))],
    ],
  ],
  [
    'y of',
    'with cut labels',
    [
      ['x', npy('|u1', [2, 1, 1], new Uint8Array(2))],
      ['y', two.subarray(0, -1)],
    ],
  ],
])('%s: an archive %s is refused', async ([message, , arrays]) => {
  await expect(contentsOf(arrays)).rejects.toThrow(message);
});

test('floats outside of 0–1 are refused as a whole when they are read', async () => {
  const x = npy('<f4', [2, 1, 1], new Uint8Array(Float32Array.of(0.5, 255).buffer));
  await using source = await open([
    ['x', x],
    ['y', two],
  ]);
  const { images } = await source.contents();
  await expect(images[0]?.read()).rejects.toMatchObject({ code: 'dataset_invalid' });
});
