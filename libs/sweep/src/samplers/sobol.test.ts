import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SearchSpace } from '../space.ts';
import { samplers } from './samplers.ts';
import golden from './sobol/sobol.golden.json' with { type: 'json' };
import { scrambledSobol, sobolDigits, sobolDimensions } from './sobol/sobol-point.ts';

const dimensions = Array.from({ length: sobolDimensions }, (_, dimension) => dimension);

test("without the scramble the points are scipy's, in 64 dimensions", () => {
  expect(dimensions).toHaveLength(64);
  for (const [at, index] of golden.index.entries()) {
    expect(dimensions.map((dimension) => sobolDigits(index, dimension))).toEqual(golden.points[at]);
  }
});

test('after the scramble the first 2ᵐ points still fall one into each of 2ᵐ equal parts of every dimension', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.constantFrom(...dimensions), (seed, dimension) => {
      const parts = Array.from({ length: 64 }, (_, index) =>
        Math.floor(scrambledSobol(index, dimension, seed) * 64),
      );
      expect(new Set(parts).size).toBe(64);
    }),
  );
});

test('after the scramble 16 points still fall one into each square of 4 × 4 of the first two dimensions', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const squares = Array.from({ length: 16 }, (_, index) =>
      [0, 1].map((dimension) => Math.floor(scrambledSobol(index, dimension, seed) * 4)).join(),
    );
    expect(new Set(squares).size).toBe(16);
  }
});

test('over the seeds a point is anywhere, and its coordinates hang on one another nowhere', () => {
  const points = Array.from({ length: 4000 }, (_, seed) =>
    [3, 4].map((dimension) => scrambledSobol(5, dimension, seed)),
  );
  const tenths = Array.from({ length: 100 }, () => 0);
  for (const [x = 0, y = 0] of points) {
    const at = Math.floor(x * 10) * 10 + Math.floor(y * 10);
    tenths[at] = (tenths[at] ?? 0) + 1;
  }
  const chiSquare = tenths.reduce((sum, count) => sum + (count - 40) ** 2 / 40, 0);
  // 99 degrees of freedom: above 160 comes up once in ten thousand.
  expect(chiSquare).toBeLessThan(160);
});

test('the scramble is nested: after the first digit in which two points differ, chance has turned each on its own', () => {
  // Without that the points 0 and 1 would lie half of the axis apart, whatever the seed.
  const apart = Array.from({ length: 20 }, (_, seed) =>
    Math.abs(scrambledSobol(0, 2, seed) - scrambledSobol(1, 2, seed)),
  );
  expect(new Set(apart.map((distance) => distance.toFixed(2))).size).toBeGreaterThan(10);
});

test('a dimension that does not exist leaves the coordinates of the others as they are', () => {
  const unit = { kind: 'range', min: 0, max: 1, scale: 'linear' } as const;
  const spaceWith = (exists: boolean): SearchSpace => [
    { name: 'a', domain: unit, exists: () => exists },
    { name: 'b', domain: unit, exists: () => true },
  ];
  for (let index = 0; index < 20; index += 1) {
    const request = { index, trials: [], directions: ['minimize'], seed: 1 } as const;
    const { a, ...rest } = samplers.sobol({ space: spaceWith(true), ...request });
    expect(typeof a).toBe('number');
    expect(samplers.sobol({ space: spaceWith(false), ...request })).toEqual(rest);
  }
});
