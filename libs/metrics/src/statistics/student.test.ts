import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentQuantile, studentTail } from './student.ts';

test.each([
  // By SciPy 1.16: 2 * t.sf(t, df).
  [1, 1, 0.5],
  [2.5, 4, 0.066_766_544_811_988_14],
  [3.2, 9, 0.010_831_302_589_901_321],
  [0.3, 30, 0.766_246_105_284_352_8],
  [-12, 2, 0.006_872_933_677_158_46],
  [0.001, 5, 0.999_240_786_772_197_6],
  [8, 200, 9.879_200_909_330_596e-14],
])('beyond ±%d with %d degrees of freedom lies %d', (t, df, tail) => {
  expect(studentTail(t, df) / tail).toBeCloseTo(1, 10);
});

test.each([
  // By SciPy 1.16: t.ppf(p, df).
  [0.95, 1, 6.313_751_514_675_037],
  [0.975, 4, 2.776_445_105_197_793_4],
  [0.995, 30, 2.749_995_653_567_225_4],
  [0.6, 2, 0.288_675_134_594_812_8],
  [0.05, 7, -1.894_578_605_090_006_6],
  [0.999, 3, 10.214_531_852_407_383],
  [0.975, 1e6, 1.959_966_356_818_7],
])('below the quantile %d with %d degrees of freedom, %d, lies that share', (p, df, t) => {
  expect(studentQuantile(p, df) / t).toBeCloseTo(1, 8);
});

test('the quantile is where the tail says it is', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.501, max: 0.9999, noNaN: true }),
      fc.integer({ min: 1, max: 500 }),
      (p, df) => {
        expect(studentTail(studentQuantile(p, df), df)).toBeCloseTo(2 * (1 - p), 9);
      },
    ),
  );
});

test('nothing lies beyond infinity, and all beyond 0', () => {
  expect(studentTail(Infinity, 3)).toBe(0);
  expect(studentTail(0, 3)).toBe(1);
  expect(studentQuantile(0.5, 3)).toBe(0);
});
