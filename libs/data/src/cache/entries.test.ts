import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readEntry, writeEntry } from './entries.ts';

const folders: string[] = [];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-cache-'));
  folders.push(folder);
});
afterAll(() => Promise.all(folders.map((place) => rm(place, { recursive: true }))));

const bytes = Uint8Array.of(1, 2, 3, 4);
const put = (key: string, content = bytes, mostBytes = 1e6) =>
  writeEntry(folder, key, { facts: { key }, bytes: content, mostBytes });

test('what was written comes back, and nothing else lies in the folder', async () => {
  await put('one');
  expect(await readEntry(folder, 'one')).toEqual({ facts: { key: 'one' }, bytes });
  expect(await readEntry(folder, 'two')).toBeUndefined();
  expect((await readdir(folder)).toSorted()).toEqual(['one.bin', 'one.json']);
});

test.for<[string, (file: string) => Promise<void>]>([
  ['cut', (file) => writeFile(`${file}.bin`, bytes.subarray(0, 3))],
  ['changed', (file) => writeFile(`${file}.bin`, Uint8Array.of(1, 2, 3, 5))],
  ['without its bytes', (file) => rm(`${file}.bin`)],
  [
    'with half of its facts',
    async (file) => writeFile(`${file}.json`, (await readFile(`${file}.json`)).subarray(0, 9)),
  ],
  ['of another program', (file) => writeFile(`${file}.json`, '{"hello":1}')],
])('an entry that is %s is none, and can be written again', async ([, damage]) => {
  await put('one');
  await damage(join(folder, 'one'));
  expect(await readEntry(folder, 'one')).toBeUndefined();
  await put('one');
  expect((await readEntry(folder, 'one'))?.bytes).toEqual(bytes);
});

test('what was used longest ago goes first, the new one stays', async () => {
  for (const [at, key] of ['old', 'used', 'young'].entries()) {
    await put(key, new Uint8Array(1000));
    await utimes(join(folder, `${key}.json`), at + 1, at + 1);
  }
  await readEntry(folder, 'old');
  await put('new', new Uint8Array(1000), 2500);
  expect((await readdir(folder)).toSorted()).toEqual(['new.bin', 'new.json', 'old.bin', 'old.json']);
  await put('huge', new Uint8Array(5000), 2500);
  expect((await readdir(folder)).toSorted()).toEqual(['huge.bin', 'huge.json']);
});

test('what a killed process left half written goes after an hour', async () => {
  const litter = join(folder, 'x.bin.1234.tmp');
  await writeFile(litter, 'half');
  await put('one');
  expect(await readdir(folder)).toContain('x.bin.1234.tmp');
  await utimes(litter, 1, 1);
  await put('one');
  expect(await readdir(folder)).not.toContain('x.bin.1234.tmp');
});
