import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream, seedFor, shuffled } from './random.ts';

const take = (seed: number, name: string, count: number) => {
  const stream = randomStream(seed, name);
  return Array.from({ length: count }, () => stream.next());
};

test('a stream is decided by its seed and its name', () => {
  expect(take(1, 'split', 20)).toEqual(take(1, 'split', 20));
  expect(take(1, 'split', 20)).not.toEqual(take(2, 'split', 20));
  expect(take(1, 'split', 20)).not.toEqual(take(1, 'shuffle/1', 20));
});

test('the numbers are spread evenly over [0, 1), also over neighbouring names', () => {
  const numbers = [
    ...take(7, 'a', 20_000),
    ...Array.from({ length: 20_000 }, (_, n) => take(7, `a/${n}`, 1)[0] ?? 0),
  ];
  const counts = Array.from({ length: 20 }, () => 0);
  for (const number of numbers) counts[Math.floor(number * 20)] = (counts[Math.floor(number * 20)] ?? 0) + 1;
  const expected = numbers.length / 20;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // The 99.99th percentile of χ² with 19 degrees of freedom.
  expect(chiSquare).toBeLessThan(50.8);
});

test('neighbouring streams are not correlated', () => {
  const [left, right] = [take(1, 'shuffle/1', 10_000), take(1, 'shuffle/2', 10_000)];
  const covariance =
    left.reduce((sum, value, at) => sum + (value - 0.5) * ((right[at] ?? 0) - 0.5), 0) / 10_000;
  expect(Math.abs(covariance * 12)).toBeLessThan(0.04);
});

test('shuffling keeps every item, and every order comes up', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), fc.integer(), (items, seed) => {
      const result = shuffled(items, randomStream(seed, 'x'));
      const sorted = (list: unknown[]) => list.map(String).toSorted();
      expect(sorted(result)).toEqual(sorted(items));
    }),
  );
  const orders = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed += 1) {
    const order = shuffled('abc', randomStream(seed, 'x')).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a seed for a foreign generator is a whole number of 31 bits and never 0', () => {
  const seed = seedFor(3, 'block1_conv1/kernel');
  expect(Number.isInteger(seed)).toBe(true);
  expect(seed).toBeGreaterThan(0);
  expect(seed).toBeLessThan(2 ** 31);
  expect(seed).not.toBe(seedFor(3, 'block1_conv2/kernel'));
});
