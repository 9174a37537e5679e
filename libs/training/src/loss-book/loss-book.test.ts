import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trialParameters } from '@tenbin/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Origin } from '../checkpoint/checkpoint.ts';
import { openLossBook } from './loss-book.ts';
import type { LossBook } from './loss-book.ts';

let folder: string;
let path: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-losses-'));
  path = join(folder, 'losses.book');
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const origin: Origin = {
  parameters: trialParameters.parse({}),
  seed: 3,
  inputShape: [4, 4, 1],
  classes: ['a', 'b'],
  dataset: 'hash',
};
const log = (line: string): void => void lines.push(line);

const open = (epochs: number, of: Origin = origin): Promise<LossBook> =>
  openLossBook({ path, origin: of, log }, epochs);

/** Three losses of an epoch, numbers that are none among them. */
const lossesOf = (epoch: number) => Float32Array.of(epoch / 7, Infinity, Number.NaN);

async function written(epochs: number): Promise<Float32Array[]> {
  const book = await open(0);
  const pages = Array.from({ length: epochs }, (_, at) => lossesOf(at + 1));
  for (const [at, losses] of pages.entries()) await book.write(at + 1, losses);
  return pages;
}

test('exactly the epochs that the checkpoint has done come back, to the bit', async () => {
  const pages = await written(4);
  expect((await open(4)).kept).toEqual(pages);
  expect((await open(3)).kept).toEqual(pages.slice(0, 3));
  expect(lines).toEqual([]);
});

test('a training that begins has nothing kept, and writes over what was there', async () => {
  await written(3);
  const book = await open(0, { ...origin, seed: 4 });
  expect(book.kept).toEqual([]);
  await book.write(1, lossesOf(9));
  expect((await open(1, { ...origin, seed: 4 })).kept).toEqual([lossesOf(9)]);
});

test('a page that a killed process left half written is written again', async () => {
  const pages = await written(3);
  await writeFile(path, (await readFile(path)).subarray(0, -5));
  const book = await open(2);
  expect(book.kept).toEqual(pages.slice(0, 2));
  await book.write(3, lossesOf(3));
  expect((await open(3)).kept).toEqual(pages);
});

test('a book that is cut or changed anywhere in the epochs that are needed is refused, never misread', async () => {
  await written(2);
  const bytes = await readFile(path);
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    for (const damaged of [changed, bytes.subarray(0, at)]) {
      await writeFile(path, damaged);
      expect((await open(2)).kept).toBeNull();
    }
  }
  expect(lines).toHaveLength(2 * bytes.length);
  expect(lines.at(-1)).toMatch(/losses\.book is damaged at epoch 2: the run is judged by its curves alone$/);
});

test('a book of another training, and none at all, are told and not used', async () => {
  await written(2);
  expect((await open(2, { ...origin, dataset: 'other' })).kept).toBeNull();
  expect(lines.pop()).toMatch(/holds no losses of this training/);
  const book = await open(2);
  expect(book.kept).toBeNull();
  expect(lines.pop()).toMatch(/cannot be read back/);
  await book.write(3, lossesOf(3));
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a place that takes no file is told once', async () => {
  const book = await openLossBook({ path: join(folder, 'none/losses.book'), origin, log }, 0);
  await book.write(1, lossesOf(1));
  await book.write(2, lossesOf(2));
  expect(lines).toEqual([expect.stringContaining('judges by curves alone')]);
});
