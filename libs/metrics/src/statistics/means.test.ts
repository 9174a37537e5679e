import { randomStream } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { meanInterval } from './mean-interval.ts';
import { meanStd } from './mean-std.ts';
import { pairedChange } from './paired-change.ts';

test('a mean has its interval by Student, as in SciPy', () => {
  const values = [3.1, 2.7, 4.4, 3.9, 2.2];
  expect(meanStd(values).std).toBeCloseTo(0.890_505_474, 9);
  const { value, low, high } = meanInterval(values);
  expect(value).toBeCloseTo(3.26, 12);
  // t.interval(0.9, 4, mean, sem)
  expect(low).toBeCloseTo(2.411_000_214, 8);
  expect(high).toBeCloseTo(4.108_999_786, 8);
});

test('one value is a mean without a spread, none is no mean', () => {
  expect(meanStd([2])).toEqual({ mean: 2, std: NaN });
  expect(meanInterval([2])).toEqual({ value: 2, low: NaN, high: NaN });
  expect(meanStd([])).toEqual({ mean: NaN, std: NaN });
});

test('nine in ten intervals hold the true mean', () => {
  const stream = randomStream(1, 'coverage');
  const normal = () => Math.sqrt(-2 * Math.log(1 - stream.next())) * Math.cos(2 * Math.PI * stream.next());
  let held = 0;
  for (let round = 0; round < 2000; round += 1) {
    const { low, high } = meanInterval(Array.from({ length: 6 }, () => 5 + normal()));
    if (low <= 5 && high >= 5) held += 1;
  }
  expect(held / 2000).toBeGreaterThan(0.875);
  expect(held / 2000).toBeLessThan(0.925);
});

test('a paired change is that of SciPy', () => {
  const change = pairedChange([0.41, 0.39, 0.45, 0.4], [0.25, 0.28, 0.24, 0.26]);
  expect(change?.pairs).toBe(4);
  expect(change?.mean).toBeCloseTo(-0.155, 12);
  expect(change?.std).toBeCloseTo(0.042_031_734, 8);
  // ttest_rel(after, before) and its confidence_interval(0.95)
  expect(change?.low).toBeCloseTo(-0.221_881_868, 8);
  expect(change?.high).toBeCloseTo(-0.088_118_132, 8);
  expect(change?.p).toBeCloseTo(0.005_153_439, 8);
});

test('a pair without two numbers is left out, and one pair says nothing', () => {
  expect(pairedChange([1, NaN, 3], [2, 2, 5])).toMatchObject({ pairs: 2, mean: 1.5 });
  expect(pairedChange([1, NaN], [2, 2])).toBeNull();
  expect(pairedChange([1, 2, 3], [2, 3])).toMatchObject({ pairs: 2, mean: 1, p: 0 });
  expect(pairedChange([1, 2], [1, 2])).toMatchObject({ mean: 0, p: 1 });
});
