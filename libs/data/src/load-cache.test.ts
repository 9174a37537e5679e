import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photos, temporaryData } from './data.fixture.ts';
import type { Files } from './data.fixture.ts';
import { load } from './loading.fixture.ts';

let data: Awaited<ReturnType<typeof temporaryData>>;
beforeAll(async () => {
  data = await temporaryData();
});
afterAll(() => data[Symbol.asyncDispose]());
const asFolder = (files: Files) => data.asFolder(files);

test('a second load from the cache gives the same data, and a changed file another', async () => {
  const root = await asFolder([
    ...(await photos('cat', 6)),
    ...(await photos('dog', 6)),
    ['dog/x.png', Buffer.from('x')],
  ]);
  const file = join(root, 'cat/0.png');
  await utimes(file, 1000, 1000);
  const cache = join(data.home, 'cache');
  const inputShape = (side: number): [number, number, number] => [side, side, 3];
  const [plain, first, second] = [
    await load(root, 3, { inputShape }),
    await load(root, 3, { cache, inputShape }),
    await load(root, 3, { cache, inputShape }),
  ];
  for (const { facts, train, validation, lines } of [first, second]) {
    expect({ facts, train, validation, lines }).toEqual({
      facts: plain.facts,
      train: plain.train,
      validation: plain.validation,
      lines: plain.lines,
    });
  }
  // A file that only says by its time that it is another: the cache stands in for it until the time changes.
  await writeFile(file, Buffer.alloc((await stat(file)).size));
  await utimes(file, 1000, 1000);
  expect((await load(root, 3, { cache, inputShape })).facts).toEqual(plain.facts);
  await utimes(file, 1, 1);
  expect((await load(root, 3, { cache, inputShape })).facts.hash).not.toBe(plain.facts.hash);
});

test('a cut cache is not believed', async () => {
  const root = await asFolder([...(await photos('cat', 4)), ...(await photos('dog', 4))]);
  const cache = join(data.home, 'cut-cache');
  const { facts } = await load(root, 1, { cache });
  const [bin = ''] = (await readdir(cache)).filter((name) => name.endsWith('.bin'));
  const whole = await readFile(join(cache, bin));
  await writeFile(join(cache, bin), whole.subarray(0, 100));
  expect((await load(root, 1, { cache })).facts.hash).toBe(facts.hash);
  expect(await readFile(join(cache, bin))).toEqual(whole);
});

test('a cache that cannot be written is told and costs nothing else', async () => {
  const root = await asFolder([...(await photos('cat', 4)), ...(await photos('dog', 4))]);
  const cache = join(root, 'cat/0.png');
  const { facts, lines } = await load(root, 1, { cache });
  expect(facts.trainCounts).toEqual([3, 3]);
  expect(lines.join()).toContain('not kept for the next time');
});
