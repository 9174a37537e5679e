import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stratifiedSplit } from './split.ts';

const alone = (count: number) => Array.from({ length: count }, (_, at) => [at]);

function split(counts: number[], change: Partial<Parameters<typeof stratifiedSplit>[0]> = {}) {
  const labels = counts.flatMap((count, label) => Array<number>(count).fill(label));
  const classes = counts.map((_, label) => `class ${label}`);
  const request = { labels, classes, groups: alone(labels.length), share: 0.3, seed: 1, ...change };
  return { labels, ...stratifiedSplit(request) };
}

test('every class gives its share, and every image is on one side', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 2, maxLength: 5 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer(),
      (counts, share, seed) => {
        const { labels, train, validation } = split(counts, { share, seed });
        expect([...train, ...validation].toSorted((a, b) => a - b)).toEqual([...labels.keys()]);
        counts.forEach((count, label) => {
          const held = validation.filter((image) => labels[image] === label).length;
          expect(held).toBe(Math.min(count - 1, Math.max(1, Math.round(count * share))));
        });
      },
    ),
  );
});

test('one seed gives one split, another seed another', () => {
  expect(split([50, 50])).toEqual(split([50, 50]));
  expect(split([50, 50]).validation).not.toEqual(split([50, 50], { seed: 2 }).validation);
});

test('a class is split by a stream of its own, so that a new class moves no image of another', () => {
  const before = split([50, 50]).validation.filter((image) => image < 50);
  expect(split([50, 20, 30]).validation.filter((image) => image < 50)).toEqual(before);
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
  for (let seed = 0; seed < 100; seed += 1) {
    expect(split([10, 10], { groups, seed }).train).toEqual(expect.arrayContaining([0, 10]));
  }
});

test('a class without two different pictures is refused by name', () => {
  expect(() => split([1, 10])).toThrow('the class class 0 has 1 image: too few');
  expect(() => split([3, 10], { groups: [[0, 1, 2], ...alone(13).slice(3)] })).toThrow(
    'copies of one picture',
  );
});
