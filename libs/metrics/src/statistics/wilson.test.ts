import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from './wilson.ts';

test.each([
  // By SciPy 1.16: binomtest(…).proportion_ci(…, method='wilson').
  [53, 97, 0.9, 0.463_114_494_751, 0.627_151_298_786],
  [0, 10, 0.9, 0, 0.212_941_970_083],
  [10, 10, 0.95, 0.722_467_200_137, 1],
  [1, 12, 0.9, 0.018_816_049_516, 0.301_168_279_44],
  [9, 12, 0.9, 0.512_661_968_197, 0.895_347_434_431],
])('%d of %d at level %d is %d to %d', (successes, trials, level, low, high) => {
  const found = wilson(successes, trials, level);
  expect(found.value).toBe(successes / trials);
  expect(found.low).toBeCloseTo(low, 10);
  expect(found.high).toBeCloseTo(high, 10);
});

test('no trial says nothing', () => {
  expect(wilson(0, 0)).toEqual({ value: NaN, low: 0, high: 1 });
});

test('the interval holds the share, stays within 0–1, and is the mirror of its complement', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (trials, some) => {
      const successes = some % (trials + 1);
      const { value, low, high } = wilson(successes, trials);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
      expect(high).toBeLessThanOrEqual(1);
      expect(1 - wilson(trials - successes, trials).low).toBeCloseTo(high, 10);
    }),
  );
});
