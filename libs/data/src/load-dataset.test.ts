import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetSpec } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photos, temporaryData } from './data.fixture.ts';
import type { Files } from './data.fixture.ts';
import { inspectDataset } from './inspect-dataset.ts';
import { loadDataset } from './load-dataset.ts';
import { load, refusal } from './loading.fixture.ts';

let data: Awaited<ReturnType<typeof temporaryData>>;
beforeAll(async () => {
  data = await temporaryData();
});
afterAll(() => data[Symbol.asyncDispose]());
const asFolder = (files: Files) => data.asFolder(files);
const asZip = (files: Files) => data.asZip(files);

test('a folder and a zip of the same files are the same data set', async () => {
  const files = [...(await photos('cat', 10)), ...(await photos('dog', 20))];
  const [folder, zip] = [await load(await asFolder(files)), await load(await asZip(files))];
  expect(folder.facts).toMatchObject({
    classes: ['cat', 'dog'],
    trainCounts: [7, 14],
    validationCounts: [3, 6],
    skipped: [],
  });
  expect(zip.facts.hash).toBe(folder.facts.hash);
  expect(zip.train).toEqual(folder.train);
  expect(folder.train.images).toHaveLength(21 * 8 * 8 * 3);
  folder.train.files.forEach((file, at) => {
    expect(file.startsWith('cat/')).toBe(folder.train.labels[at] === 0);
  });
});

test('a changed pixel or a renamed class changes the hash', async () => {
  const [cats, dogs, more] = [await photos('cat', 4), await photos('dog', 4), await photos('dog', 4)];
  const renamed = dogs.map(([path, content]): Files[number] => [path.replace('dog', 'elk'), content]);
  const hashes = await Promise.all(
    [dogs, more, renamed].map(async (other) => (await load(await asZip([...cats, ...other]))).facts.hash),
  );
  expect(new Set(hashes).size).toBe(3);
});

test('broken files are named, counted and skipped', async () => {
  const files = [...(await photos('cat', 5)), ...(await photos('dog', 5))];
  const [, whole = Buffer.alloc(0)] = files[0] ?? [];
  const broken: Files = [
    ['cat/cut.png', whole.subarray(0, 300)],
    ['dog/fake.jpg', Buffer.from('hello')],
    ['dog/none.png', Buffer.alloc(0)],
  ];
  const { facts, lines } = await load(await asFolder([...files, ...broken]));
  expect(facts.skipped.map(({ file }) => file)).toEqual(['cat/cut.png', 'dog/fake.jpg', 'dog/none.png']);
  for (const { reason } of facts.skipped) expect(reason).toMatch(/\w/);
  expect(lines.join()).toContain('skipped 3 files');
  expect([...facts.trainCounts, ...facts.validationCounts]).toEqual([3, 3, 2, 2]);
});

test('hidden files, what a Mac adds to a zip, and a folder around the classes are not seen', async () => {
  const files = [...(await photos('pets/cat', 4)), ...(await photos('pets/dog', 4))];
  const litter: Files = [
    ['__MACOSX/pets/cat/._0.png', Buffer.from('x')],
    ['pets/.DS_Store', Buffer.from('x')],
    ['pets/cat/Thumbs.db', Buffer.from('x')],
    ['.git/config', Buffer.from('x')],
  ];
  const { facts } = await load(await asZip([...files, ...litter]));
  expect(facts.classes).toEqual(['cat', 'dog']);
  expect(facts.skipped).toEqual([]);
});

test('what is not there, is no archive, or is cut says so with a cure', async () => {
  expect(await refusal(join(data.home, 'nowhere'))).toMatchObject({ code: 'dataset_missing' });
  const text = join(data.home, 'images.tar');
  await writeFile(text, 'hello');
  expect(await refusal(text)).toMatchObject({ code: 'dataset_invalid' });
  const zip = await readFile(await asZip(await photos('cat', 3)));
  const cut = join(data.home, 'cut.zip');
  await writeFile(cut, zip.subarray(0, zip.length - 100));
  const { code, message, hint } = await refusal(cut);
  expect(code).toBe('dataset_invalid');
  expect(message).toContain(cut);
  expect(hint).toMatch(/\w/);
});

test('fewer than two classes are refused, and loose images are counted', async () => {
  const cats = await photos('cat', 3);
  expect((await refusal(await asZip(cats))).message).toContain('only one class folder (cat)');
  const loose = cats.map(([path, content]): Files[number] => [path.replace('cat/', ''), content]);
  expect((await refusal(await asFolder(loose))).message).toContain('3 files outside of folders');
  expect((await refusal(await asFolder([]))).message).toContain('no class folder');
});

test('a class without a readable image is refused by name', async () => {
  const files: Files = [
    ...(await photos('cat', 3)),
    ...(await photos('dog', 3)),
    ['elk/a.txt', Buffer.from('x')],
  ];
  const { code, message } = await refusal(await asZip(files));
  expect(code).toBe('dataset_invalid');
  expect(message).toContain('no readable image for the class elk');
  expect(message).toContain('elk/a.txt');
});

test('a class folder without any file is refused by name, also below a folder around the classes', async () => {
  const files = [...(await photos('pets/cat', 3)), ...(await photos('pets/dog', 3))];
  const root = await asFolder(files);
  await mkdir(join(root, 'pets/elk'));
  await mkdir(join(root, 'pets/cat/kittens'));
  const { code, message } = await refusal(root);
  expect(code).toBe('dataset_invalid');
  expect(message).toBe(`${root} has the class elk without a single image`);
  await expect(inspectDataset({ path: root })).rejects.toThrow('the class elk without a single image');
  const zip = await asZip([...files, ['pets/elk/', Buffer.alloc(0)]]);
  expect((await refusal(zip)).message).toContain('the class elk without a single image');
});

test('the classes and files of a data set are known without decoding one', async () => {
  const root = await asFolder([...(await photos('cat', 2)), ['dog/broken.png', Buffer.from('x')]]);
  expect(await inspectDataset({ path: root })).toEqual({
    classes: ['cat', 'dog'],
    licence: null,
    files: 3,
    testFiles: 0,
    nativeSide: 16,
  });
});

test('parts of a data set without class folders are not taken for classes', async () => {
  const files = [...(await photos('train', 3)), ...(await photos('test', 3))];
  expect((await refusal(await asZip(files))).message).toContain('parts of a data set, not classes');
});

test('the input side can be chosen by the median of the smaller sides', async () => {
  const files = [
    ...(await photos('cat', 3, [40, 30])),
    ...(await photos('dog', 2, [9, 12])),
    ...(await photos('elk', 2, [50, 60])),
  ];
  const seen: number[] = [];
  const { inputShape } = await load(await asFolder(files), 1, {
    inputShape: (side) => {
      seen.push(side);
      return [side + 2, side + 2, 3];
    },
  });
  expect(seen).toEqual([30]);
  expect(inputShape).toEqual([32, 32, 3]);
});

test('what is doubtful stands in the facts, with pictures to see it', async () => {
  const cats = await photos('cat', 10);
  const copies = cats.slice(0, 2).map(([path, content]): Files[number] => [`${path}.copy.png`, content]);
  const { facts, sheets } = await load(await asZip([...cats, ...copies, ...(await photos('dog', 4))]));
  expect(facts.warnings.map(({ kind, count }) => [kind, count])).toEqual(
    expect.arrayContaining([
      ['exactDuplicates', 2],
      ['imbalance', 12],
    ]),
  );
  const [first] = await sheets();
  expect(first?.name).toBe('exactDuplicates');
  expect(first?.pictures.map(({ file, label, caption }) => [file, label, caption])).toEqual([
    ['cat/0.png', 'cat', 'picture 1'],
    ['cat/0.png.copy.png', 'cat', 'picture 1'],
    ['cat/1.png', 'cat', 'picture 2'],
    ['cat/1.png.copy.png', 'cat', 'picture 2'],
  ]);
  expect(first?.pictures[0]?.image).toMatch(/^data:image\/png;base64,/);
});

test('the sample in examples/data is whole, balanced and without copies', async () => {
  const zip = new URL('../../../examples/data/animals.zip', import.meta.url);
  const { facts, lines } = await load(fileURLToPath(zip));
  expect(facts).toMatchObject({
    classes: ['cat', 'dog', 'horse'],
    trainCounts: [91, 91, 91],
    validationCounts: [39, 39, 39],
    skipped: [],
  });
  expect(lines).toEqual([]);
});

test('a data set that Tenbin knows goes by its name and carries its licence', async () => {
  const spec = datasetSpec.parse({ name: 'animals' });
  const { facts } = await loadDataset(spec, { inputShape: [8, 8, 3], seed: 1, log: () => undefined });
  expect(facts).toMatchObject({ path: 'animals', classes: ['cat', 'dog', 'horse'] });
  expect(facts.licence).toContain('MIT');
});
