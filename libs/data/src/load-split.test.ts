import { afterAll, beforeAll, expect, test } from 'vitest';
import { photos, temporaryData } from './data.fixture.ts';
import type { Files } from './data.fixture.ts';
import { inspectDataset } from './inspect-dataset.ts';
import { load, refusal } from './loading.fixture.ts';

let data: Awaited<ReturnType<typeof temporaryData>>;
beforeAll(async () => {
  data = await temporaryData();
});
afterAll(() => data[Symbol.asyncDispose]());
const asZip = (files: Files) => data.asZip(files);

test('the seed moves images between the sides and leaves the hash', async () => {
  const path = await asZip([...(await photos('cat', 10)), ...(await photos('dog', 10))]);
  const [first, again, other] = [await load(path), await load(path), await load(path, 2)];
  expect(again.validation.files).toEqual(first.validation.files);
  expect(other.validation.files).not.toEqual(first.validation.files);
  expect(other.facts.hash).toBe(first.facts.hash);
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

test('a test part is kept, train and validation are put together and split again', async () => {
  const parts = await Promise.all(
    ['train/cat', 'train/dog', 'Validation/cat', 'Validation/dog', 'test/cat', 'test/dog'].map((folder) =>
      photos(`pets/${folder}`, 5),
    ),
  );
  const path = await asZip([...parts.flat(), ['pets/test/loose.png', Buffer.from('x')]]);
  const { facts, train, validation, test: held, lines } = await load(path);
  expect(facts).toMatchObject({
    classes: ['cat', 'dog'],
    trainCounts: [7, 7],
    validationCounts: [3, 3],
    testCounts: [5, 5],
  });
  expect(held?.files.every((file) => file.startsWith('pets/test/'))).toBe(true);
  expect([...train.files, ...validation.files].some((file) => file.startsWith('pets/test/'))).toBe(false);
  expect(lines).toEqual([
    'the folders Validation and train are put together and split again',
    'the folder test is kept to test the best weights on',
    '1 files of test are in no class folder: not used',
  ]);
  expect((await inspectDataset({ path })).testFiles).toBe(10);
});

test('a class of the test part only is refused, and so is a test share beside a test part', async () => {
  const files = [...(await photos('train/cat', 4)), ...(await photos('train/dog', 4))];
  const elks = await photos('test/elk', 2);
  expect((await refusal(await asZip([...files, ...elks]))).message).toContain(
    'the class elk in its test part only',
  );
  const path = await asZip([...files, ...(await photos('test/cat', 2))]);
  expect(await refusal(path, { spec: { test: 0.2 } })).toMatchObject({ code: 'bad_input' });
  expect(await refusal(path, { fold: 2 })).toMatchObject({ code: 'bad_input' });
  expect(await refusal(path, { fold: 4, spec: { folds: 3 } })).toMatchObject({ code: 'bad_input' });
});

test('a test share is held out beside the same validation images', async () => {
  const path = await asZip([...(await photos('cat', 10)), ...(await photos('dog', 10))]);
  const [without, beside] = [await load(path), await load(path, 1, { spec: { test: 0.2 } })];
  expect(without.test).toBeNull();
  expect(without.facts.testCounts).toEqual([]);
  expect(beside.facts).toMatchObject({ trainCounts: [5, 5], validationCounts: [3, 3], testCounts: [2, 2] });
  expect(beside.validation.files).toEqual(without.validation.files);
  expect(beside.test?.labels).toEqual(Int32Array.of(0, 0, 1, 1));
});

test('a share of the training images is told, and tested on the same images as all of them', async () => {
  const path = await asZip([...(await photos('cat', 20)), ...(await photos('dog', 10))]);
  const spec = { test: 0.2 };
  const all = await load(path, 1, { spec });
  const some = await load(path, 1, { spec, trainShare: 0.25 });
  const few = await load(path, 1, { spec, trainShare: 0.01 });
  expect(all.facts.trainCounts).toEqual([10, 5]);
  expect(some.facts).toMatchObject({ trainCounts: [3, 1], validationCounts: [6, 3], testCounts: [4, 2] });
  expect(some.lines.join()).toContain('4 of 15 training images are used');
  expect(few.facts.trainCounts).toEqual([1, 1]);
  expect(all.train.files).toEqual(expect.arrayContaining(some.train.files));
  expect(some.train.files).toEqual(expect.arrayContaining(few.train.files));
  for (const part of [some, few]) {
    expect(part.validation.files).toEqual(all.validation.files);
    expect(part.test?.files).toEqual(all.test?.files);
    expect(part.facts.hash).toBe(all.facts.hash);
  }
});

test('the folds of a data set validate every image once', async () => {
  const path = await asZip([...(await photos('cat', 9)), ...(await photos('dog', 6))]);
  const folds = await Promise.all([1, 2, 3].map((fold) => load(path, 1, { fold, spec: { folds: 3 } })));
  const all = folds.flatMap(({ validation }) => validation.files);
  expect(new Set(all).size).toBe(15);
  expect(all).toHaveLength(15);
  for (const { facts } of folds) expect(facts.validationCounts).toEqual([3, 2]);
});

test('images whose names match alike stay on one side', async () => {
  const files = [...(await photos('cat', 12)), ...(await photos('dog', 12))].map(
    ([path, content], at): Files[number] => [path.replace(/\d+/, `patient${at % 6}-${at}`), content],
  );
  const path = await asZip(files);
  for (let seed = 1; seed <= 5; seed += 1) {
    const { train, validation } = await load(path, seed, { spec: { groups: '(patient\\d+)-' } });
    const patients = (names: string[]) => names.map((name) => /patient\d+/.exec(name)?.[0]);
    const trained = new Set(patients(train.files));
    expect(patients(validation.files).filter((patient) => trained.has(patient))).toEqual([]);
    expect(validation.files.length).toBeGreaterThan(0);
  }
});
