import { expect, test } from 'vitest';
import { decompose } from './anova.ts';
import type { Leaf } from './forest.ts';

const half = Float64Array.of(0.5, 0.5);
const all = Uint8Array.of(1, 1);
const [first, second] = [Uint8Array.of(1, 0), Uint8Array.of(0, 1)];

test('a tree over one of two columns has the variance of that one', () => {
  const leaves: Leaf[] = [
    { value: 1, box: [first, all] },
    { value: 3, box: [second, all] },
  ];
  expect(decompose(leaves, [half, half], [[0, 1]])).toEqual({ total: 1, singles: [1, 0], pairs: [0] });
});

test('of exclusive or all is interaction', () => {
  const leaves: Leaf[] = [
    { value: 0, box: [first, first] },
    { value: 1, box: [first, second] },
    { value: 1, box: [second, first] },
    { value: 0, box: [second, second] },
  ];
  expect(decompose(leaves, [half, half], [[0, 1]])).toEqual({ total: 0.25, singles: [0, 0], pairs: [0.25] });
});

test('levels weigh as often as they were tried', () => {
  const leaves: Leaf[] = [
    { value: 0, box: [first] },
    { value: 10, box: [second] },
  ];
  const { total, singles } = decompose(leaves, [Float64Array.of(0.9, 0.1)], []);
  // The variance of a coin that shows 10 once in ten throws.
  expect(total).toBeCloseTo(9, 12);
  expect(singles[0]).toBeCloseTo(9, 12);
});
