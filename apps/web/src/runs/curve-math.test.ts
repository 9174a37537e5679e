import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanCurve, smoothed } from './curve-math.ts';

const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 30 });
const curveOf = (all: number[]) => ({ steps: all.map((_, at) => at + 1), values: all });

describe('a smoothed curve', () => {
  it('stays within its values, begins where it begins, and is itself without weight', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.99, noNaN: true }), (all, weight) => {
        const drawn = smoothed(curveOf(all), weight).values;
        expect(drawn[0]).toBeCloseTo(all[0] ?? NaN, 6);
        for (const value of drawn) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...all) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...all) + 1e-6);
        }
        expect(smoothed(curveOf(all), 0).values).toBe(all);
      }),
    );
  });

  it('passes over what is not finite', () => {
    expect(smoothed(curveOf([1, NaN, 3, Infinity]), 0.5).values).toEqual([1, NaN, 7 / 3, Infinity]);
  });
});

describe('a mean of curves', () => {
  it('is over the steps that all have, with a band of one standard deviation', () => {
    const { mean, band } = meanCurve([
      { steps: [1, 2, 3], values: [1, 2, 3] },
      { steps: [1, 2], values: [3, 4] },
    ]);
    expect(mean).toEqual({ steps: [1, 2], values: [2, 3] });
    expect(band.high[1]).toBeCloseTo(3 + Math.SQRT2, 12);
    expect(band.low[0]).toBeCloseTo(2 - Math.SQRT2, 12);
  });

  it('of one curve is that curve, and its band has no width', () => {
    const one = curveOf([3, 1]);
    expect(meanCurve([one])).toEqual({ mean: one, band: { steps: [1, 2], low: [3, 1], high: [3, 1] } });
  });
});
