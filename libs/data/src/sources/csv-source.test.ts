import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photos, temporaryData } from '../data.fixture.ts';
import { parseCsv } from './csv.ts';
import { openCsv } from './csv-source.ts';

let data: Awaited<ReturnType<typeof temporaryData>>;
let root = '';
beforeAll(async () => {
  data = await temporaryData();
  root = await data.asFolder(await photos('pictures', 6));
});
afterAll(() => data[Symbol.asyncDispose]());

async function open(text: string) {
  const file = join(root, 'labels.csv');
  await writeFile(file, text);
  await using source = await openCsv(file);
  return { stamp: source.stamp, ...(await source.contents()) };
}

test('lines of path and label are read, with a header or without', async () => {
  const lines = ['pictures/1.png,dog', 'pictures/0.png,cat', '"pictures/2.png","cat"'];
  const plain = await open(lines.join('\n'));
  expect(plain).toMatchObject({ classes: ['cat', 'dog'], skipped: [], test: [] });
  expect(plain.images.map(({ file, label }) => [file, label])).toEqual([
    ['pictures/0.png', 0],
    ['pictures/1.png', 1],
    ['pictures/2.png', 0],
  ]);
  const titled = await open(
    ['\uFEFFage,Label,Path', ...lines.map((line) => `3,${line.split(',').toReversed().join()}`)].join('\r\n'),
  );
  expect(titled.images.map(({ file, label }) => [file, label])).toEqual(
    plain.images.map(({ file, label }) => [file, label]),
  );
  expect(await titled.images[0]?.read()).toHaveProperty('length', plain.images[0]?.size);
});

test('the order of the lines says nothing', async () => {
  const lines = [0, 1, 2, 3].map((at) => `pictures/${at}.png,${at % 2 === 0 ? 'cat' : 'dog'}`);
  const [one, other] = [await open(lines.join('\n')), await open(lines.toReversed().join('\n'))];
  expect(other.stamp).toBe(one.stamp);
  expect(other.images.map(({ file }) => file)).toEqual(one.images.map(({ file }) => file));
});

test('a bad line is named with its number and the rest goes on', async () => {
  const { images, skipped } = await open(
    [
      'path,label',
      'pictures/0.png,cat',
      'pictures/9.png,cat',
      '',
      'pictures/1.png',
      ',dog',
      'pictures/2.png,dog',
      'pictures/2.png,dog',
      'pictures/0.png,dog',
    ].join('\n'),
  );
  expect(images.map(({ file }) => file)).toEqual(['pictures/0.png', 'pictures/2.png']);
  expect(skipped).toEqual([
    { file: 'labels.csv:3', reason: 'there is no file pictures/9.png' },
    { file: 'labels.csv:5', reason: 'it has no label for pictures/1.png' },
    { file: 'labels.csv:6', reason: 'it has no path' },
    { file: 'labels.csv:8', reason: 'pictures/2.png is named before' },
    { file: 'labels.csv:9', reason: 'pictures/0.png has the label cat before' },
  ]);
});

test('a list without two classes is refused with the first fault', async () => {
  await expect(open('nowhere.png,cat\npictures/0.png,dog')).rejects.toThrow(
    'lists images of the class dog only; for example labels.csv:1: there is no file nowhere.png',
  );
  await expect(open('')).rejects.toThrow('lists no image');
});

test('any fields come back from quotes', () => {
  const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const text = rows
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      const full = rows.filter((row) => row.some((value) => value !== ''));
      expect(parseCsv(text).map(({ fields }) => fields)).toEqual(full);
    }),
  );
});
