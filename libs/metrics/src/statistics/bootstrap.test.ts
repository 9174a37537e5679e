import { randomStream } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { meanInterval } from './mean-interval.ts';
import { median, quantile } from './quantile.ts';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const first = ([values = []]: readonly ArrayLike<number>[]) => mean(values);

function spread(count: number, seed = 1): number[] {
  const stream = randomStream(seed, 'values');
  return Array.from({ length: count }, () => stream.next());
}

test('of a mean it is the interval that theory gives', () => {
  const values = spread(400);
  const found = bootstrap({ samples: [values], statistic: first, seed: 1, rounds: 4000 });
  const { value, low, high } = meanInterval(values, 0.95);
  expect(found.value).toBe(value);
  expect(Math.abs(found.low - low)).toBeLessThan(0.1 * (high - low));
  expect(Math.abs(found.high - high)).toBeLessThan(0.1 * (high - low));
});

test('samples are drawn from by themselves, each to its own size', () => {
  const sizes = new Set<string>();
  const found = bootstrap({
    samples: [spread(300), [10, 10]],
    statistic: ([left = [], right = []]) => {
      sizes.add(`${left.length} ${right.length}`);
      return mean(right) - mean(left);
    },
    seed: 1,
    rounds: 200,
  });
  expect([...sizes]).toEqual(['300 2']);
  expect(found.low).toBeGreaterThan(9.3);
  expect(found.high).toBeLessThan(9.7);
});

test('a wider level is a wider interval, and the seed decides it', () => {
  const ask = (seed: number, level: number) =>
    bootstrap({ samples: [spread(50)], statistic: first, seed, level, rounds: 300 });
  expect(ask(1, 0.95)).toEqual(ask(1, 0.95));
  expect(ask(1, 0.95)).not.toEqual(ask(2, 0.95));
  expect(ask(1, 0.5).low).toBeGreaterThan(ask(1, 0.95).low);
  expect(ask(1, 0.5).high).toBeLessThan(ask(1, 0.95).high);
});

test('quantiles lie between values by a straight line', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.1)).toBe(14);
  expect(median([])).toBeNaN();
  expect(median([Infinity, Infinity])).toBe(Infinity);
});
