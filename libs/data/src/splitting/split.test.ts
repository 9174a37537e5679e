import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageGroups } from './image-groups.ts';
import { splitImages } from './split.ts';
import type { SplitRequest } from './split.ts';

const alone = (count: number) => Array.from({ length: count }, (_, at) => [at]);

function split(counts: number[], change: Partial<SplitRequest> = {}) {
  const labels = counts.flatMap((count, label) => Array<number>(count).fill(label));
  const request = {
    labels,
    classes: counts.map((_, label) => `class ${label}`),
    groups: alone(labels.length),
    validation: 0.3,
    test: 0,
    stratify: true,
    mixed: false,
    seed: 1,
    ...change,
  };
  return { ...request, ...splitImages(request) };
}

/** Data of some classes in groups of up to five images, as many of each class as any split needs. */
const grouped = fc
  .record({
    sizes: fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 30 }), {
      minLength: 2,
      maxLength: 4,
    }),
    share: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
    seed: fc.integer(),
  })
  .map(({ sizes, ...rest }) => {
    const counts = sizes.map((own) => own.reduce((sum, size) => sum + size, 0));
    let next = 0;
    const groups = sizes.flat().map((size) => Array.from({ length: size }, () => next++));
    return { counts, groups, ...rest };
  });

/** Fails unless every image is on one side, and every group whole. */
function expectWhole({ labels, groups, train, validation, test: kept }: ReturnType<typeof split>) {
  expect([...train, ...validation, ...kept].toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
  for (const side of [train, validation, kept].map((images) => new Set(images))) {
    for (const group of groups) {
      expect([0, group.length]).toContain(group.filter((image) => side.has(image)).length);
    }
  }
}

test('every class gives its share, and every image is on one side', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 2, maxLength: 5 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer(),
      (counts, share, seed) => {
        const { labels, train, validation } = split(counts, { validation: share, seed });
        expect([...train, ...validation].toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
        counts.forEach((count, label) => {
          const held = validation.filter((image) => labels[image] === label).length;
          expect(held).toBe(Math.min(count - 1, Math.max(1, Math.round(count * share))));
        });
      },
    ),
  );
});

test('groups stay whole, and validation and test have their shares to the nearest group', () => {
  fc.assert(
    fc.property(grouped, fc.boolean(), ({ counts, groups, share, seed }, stratify) => {
      const result = split(counts, { groups, validation: share, test: share, stratify, seed });
      expectWhole(result);
      for (const held of [result.validation, result.test]) {
        const all = counts.reduce((sum, count) => sum + count, 0);
        const parts = stratify
          ? counts.map((count, label) => ({ count, label }))
          : [{ count: all, label: -1 }];
        for (const { count, label } of parts) {
          const images = held.filter((image) => label < 0 || result.labels[image] === label);
          expect(Math.abs(images.length - count * share)).toBeLessThanOrEqual(5);
        }
      }
    }),
  );
});

test('k folds are disjoint, cover everything, and have classes and sizes alike', () => {
  fc.assert(
    fc.property(grouped, fc.integer({ min: 2, max: 6 }), fc.boolean(), (data, count, stratify) => {
      const { counts, groups, seed } = data;
      const folds = Array.from({ length: count }, (_, at) =>
        split(counts, { groups, stratify, seed, fold: { number: at + 1, count } }),
      );
      folds.forEach(expectWhole);
      const validated = folds.flatMap(({ validation }) => validation);
      expect(validated.toSorted((a, b) => a - b)).toEqual(folds[0]?.labels.map((_, image) => image));
      for (const label of stratify ? counts.keys() : [-1]) {
        const sizes = folds.map(
          ({ labels, validation }) =>
            validation.filter((image) => label < 0 || labels[image] === label).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(5);
      }
    }),
  );
});

test('the folds part what the test share leaves, and all of them leave the same', () => {
  const folds = [1, 2, 3].map((number) => split([20, 10], { test: 0.2, fold: { number, count: 3 } }));
  for (const result of folds) {
    expectWhole(result);
    expect(result.test).toEqual(folds[0]?.test);
  }
  expect(folds[0]?.test).toHaveLength(6);
  expect(new Set(folds.flatMap(({ validation }) => validation)).size).toBe(24);
});

test('groups of several classes are dealt too where they are asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 120, maxLength: 120 }),
      fc.integer(),
      fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
      (patients, seed, count) => {
        const files = patients.map((patient, at) => `p${patient}/${at}.png`);
        const groups = imageGroups({ files, copies: [], pattern: '^p(\\d+)' });
        fc.pre(groups.length >= 8 && groups.every((group) => group.length > 1));
        const fold = count === undefined ? undefined : { number: 1, count };
        const result = split([60, 60], { groups, mixed: true, seed, fold });
        expectWhole(result);
        const largest = Math.max(...groups.map((group) => group.length));
        const share = count === undefined ? 0.3 : 1 / count;
        expect(Math.abs(result.validation.length - 120 * share)).toBeLessThanOrEqual(largest);
      },
    ),
  );
});

test('one seed gives one split, another seed another', () => {
  expect(split([50, 50])).toEqual(split([50, 50]));
  expect(split([50, 50]).validation).not.toEqual(split([50, 50], { seed: 2 }).validation);
  const fold = { number: 1, count: 5 };
  expect(split([50, 50], { fold }).validation).not.toEqual(split([50, 50], { fold, seed: 2 }).validation);
});

test('a class is split by a stream of its own, so that a new class moves no image of another', () => {
  const before = split([50, 50]).validation.filter((image) => image < 50);
  expect(split([50, 20, 30]).validation.filter((image) => image < 50)).toEqual(before);
});

test('a test share moves no image into or out of validation', () => {
  expect(split([50, 50], { test: 0.2 }).validation).toEqual(split([50, 50]).validation);
});

test('copies stay on one side', () => {
  const groups = [[0, 1, 2, 3, 4, 5], [6, 7], [8], [9], ...alone(20).slice(10)];
  for (let seed = 0; seed < 50; seed += 1) {
    const { validation } = split([10, 10], { groups, seed });
    for (const group of groups) {
      const held = group.filter((image) => validation.includes(image)).length;
      expect([0, group.length]).toContain(held);
    }
    const held = validation.filter((image) => image < 10).length;
    expect(held === 2 || held === 3).toBe(true);
  }
});

test('one picture with two labels is only trained on', () => {
  const groups = [[0, 10], ...alone(20).filter(([at]) => at !== 0 && at !== 10)];
  for (const stratify of [true, false]) {
    for (let seed = 0; seed < 100; seed += 1) {
      const { train } = split([10, 10], { groups, stratify, seed });
      expect(train).toEqual(expect.arrayContaining([0, 10]));
    }
  }
});

test('that is so for folds as well: such a picture says nothing in validation', () => {
  const groups = [[0, 10], ...alone(20).filter(([at]) => at !== 0 && at !== 10)];
  for (const number of [1, 2, 3]) {
    const { train } = split([10, 10], { groups, fold: { number, count: 3 } });
    expect(train).toEqual(expect.arrayContaining([0, 10]));
  }
});

test('a class keeps a picture of its own to train on beside those that another class has too', () => {
  // Eight pictures of class 0 stand in class 1 as well; two are its own.
  const groups = [...alone(8).map(([at = 0]) => [at, at + 10]), ...alone(30).slice(18), [8], [9]];
  for (let seed = 0; seed < 20; seed += 1) {
    const { train } = split([10, 20], { groups, seed });
    expect(train.some((image) => image === 8 || image === 9)).toBe(true);
  }
});

test('folds keep the same images for the test as a split without them', () => {
  const plain = split([20, 10], { test: 0.2 }).test;
  expect(split([20, 10], { test: 0.2, fold: { number: 2, count: 3 } }).test).toEqual(plain);
});

test('a class without enough different pictures is refused by name', () => {
  expect(() => split([1, 10])).toThrow('the class class 0 has 1 image: too few');
  expect(() => split([3, 10], { groups: [[0, 1, 2], ...alone(13).slice(3)] })).toThrow(
    'copies of one picture',
  );
  expect(() => split([2, 10], { test: 0.2 })).toThrow('the class class 0 has 2 images: too few');
  expect(() => split([3, 10], { fold: { number: 1, count: 4 } })).toThrow('too few for 4 parts');
  expect(() => split([1, 1], { stratify: false, test: 0.2 })).toThrow('too few for 3 parts');
});

test('files are grouped by what the pattern matches; those that it does not match are alone', () => {
  const files = ['a1-x.png', 'a1-y.png', 'b2-x.png', 'none.png', 'also.png', 'b2-y.png'];
  const group = (pattern: string, copies: number[][] = []) => imageGroups({ files, copies, pattern });
  expect(group('^(\\w)\\d')).toEqual([[0, 1], [2, 5], [3], [4]]);
  expect(group('[xy]\\.png')).toEqual([[0, 2], [1, 5], [3], [4]]);
  expect(group('^(\\w)\\d', [[3, 5]])).toEqual([[0, 1], [2, 3, 5], [4]]);
  expect(imageGroups({ files, copies: [], pattern: undefined })).toEqual(alone(6));
});
