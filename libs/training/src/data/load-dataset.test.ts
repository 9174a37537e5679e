import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@tenbin/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectDataset } from './inspect-dataset.ts';
import { loadDataset } from './load-dataset.ts';
import { storedZip } from './stored-zip.fixture.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-data-'));
});
afterAll(() => rm(home, { recursive: true }));

type Files = [path: string, content: Buffer][];

/** Different small pictures: noise has no copies. */
async function photos(folder: string, count: number): Promise<Files> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const create = { width: 20, height: 16, channels: 3 as const, background: 'black', noise };
  return Promise.all(
    Array.from({ length: count }, async (_, at): Promise<Files[number]> => [
      `${folder}/${at}.png`,
      await sharp({ create }).png().toBuffer(),
    ]),
  );
}

async function asFolder(files: Files): Promise<string> {
  const root = await mkdtemp(join(home, 'folder-'));
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

async function asZip(files: Files): Promise<string> {
  const path = join(await mkdtemp(join(home, 'zip-')), 'images.zip');
  await writeFile(path, storedZip(files));
  return path;
}

async function load(path: string, seed = 1) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const dataset = await loadDataset({ path, validation: 0.3 }, { inputShape: [8, 8, 3], seed, log });
  return { ...dataset, lines };
}

async function refusal(path: string): Promise<AppError> {
  const error: unknown = await load(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new TypeError(`it was not refused but gave ${String(error)}`);
}

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

test('the seed moves images between the sides and leaves the hash', async () => {
  const path = await asZip([...(await photos('cat', 10)), ...(await photos('dog', 10))]);
  const [first, again, other] = [await load(path), await load(path), await load(path, 2)];
  expect(again.validation.files).toEqual(first.validation.files);
  expect(other.validation.files).not.toEqual(first.validation.files);
  expect(other.facts.hash).toBe(first.facts.hash);
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

test('copies of a picture are told and stay on one side', async () => {
  const cats = await photos('cat', 6);
  const copies = cats.slice(0, 3).map(([path, content]): Files[number] => [`${path}.copy.png`, content]);
  const path = await asZip([...cats, ...copies, ...(await photos('dog', 6))]);
  for (let seed = 1; seed <= 8; seed += 1) {
    const { train, lines } = await load(path, seed);
    for (const [file] of copies) {
      const original = file.replace('.copy.png', '');
      expect(train.files.includes(file)).toBe(train.files.includes(original));
    }
    expect(lines.join()).toContain('3 of 15 images are copies');
  }
});

test('what is not there, is no archive, or is cut says so with a cure', async () => {
  expect(await refusal(join(home, 'nowhere'))).toMatchObject({ code: 'dataset_missing' });
  const text = join(home, 'images.tar');
  await writeFile(text, 'hello');
  expect(await refusal(text)).toMatchObject({ code: 'dataset_invalid' });
  const zip = storedZip(await photos('cat', 3));
  const cut = join(home, 'cut.zip');
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
  await expect(inspectDataset(root)).rejects.toThrow('the class elk without a single image');
  const zip = await asZip([...files, ['pets/elk/', Buffer.alloc(0)]]);
  expect((await refusal(zip)).message).toContain('the class elk without a single image');
});

test('the classes and files of a data set are known without decoding one', async () => {
  const root = await asFolder([...(await photos('cat', 2)), ['dog/broken.png', Buffer.from('x')]]);
  expect(await inspectDataset(root)).toEqual({ classes: ['cat', 'dog'], files: 3 });
});

test('parts of a data set are not taken for classes', async () => {
  const files = [...(await photos('train/cat', 3)), ...(await photos('test/cat', 3))];
  expect((await refusal(await asZip(files))).message).toContain('parts of a data set, not classes');
});

test('the sample in examples/data is whole, balanced and without copies', async () => {
  const zip = new URL('../../../../examples/data/animals.zip', import.meta.url);
  const { facts, lines } = await load(fileURLToPath(zip));
  expect(facts).toMatchObject({
    classes: ['cat', 'dog', 'horse'],
    trainCounts: [91, 91, 91],
    validationCounts: [39, 39, 39],
    skipped: [],
  });
  expect(lines).toEqual([]);
});
