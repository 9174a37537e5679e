import { expect, test } from 'vitest';
import { divisionsOf, fastestOf, inWords } from './division.ts';

const gigabyte = 1024 ** 3;

test('the divisions are one trial, one for two cores and one a core, each with its share of threads', () => {
  expect(divisionsOf({ cores: 8, memory: 64 * gigabyte })).toEqual([
    { processes: 1, threads: 8 },
    { processes: 4, threads: 2 },
    { processes: 8, threads: 1 },
  ]);
  expect(divisionsOf({ cores: 2, memory: 64 * gigabyte })).toEqual([
    { processes: 1, threads: 2 },
    { processes: 2, threads: 1 },
  ]);
});

test('memory limits the trials, and their threads grow with that', () => {
  expect(divisionsOf({ cores: 8, memory: 2.5 * gigabyte })).toEqual([
    { processes: 1, threads: 8 },
    { processes: 2, threads: 4 },
  ]);
  expect(divisionsOf({ cores: 8, memory: gigabyte / 2 })).toEqual([{ processes: 1, threads: 8 }]);
  expect(divisionsOf({ cores: 1, memory: 64 * gigabyte })).toEqual([{ processes: 1, threads: 1 }]);
});

test('the division that trains most is taken, the smaller one of equals, and none that did not run', () => {
  const one = { processes: 1, threads: 2, imagesPerSecond: 884 };
  const two = { processes: 2, threads: 1, imagesPerSecond: 1315 };
  expect(fastestOf([one, two])).toBe(two);
  expect(fastestOf([{ ...two, imagesPerSecond: 884 }, one])).toBe(one);
  expect(fastestOf([one, { ...two, imagesPerSecond: 0 }])).toBe(one);
  expect(fastestOf([{ ...one, imagesPerSecond: 0 }])).toBeUndefined();
});

test('a measurement is said in one breath', () => {
  expect(inWords({ processes: 2, threads: 1, imagesPerSecond: 1314.6 })).toBe('2 × 1 thread 1315 images/s');
});
