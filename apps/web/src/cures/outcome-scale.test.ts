import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './cure-report.fixture.ts';
import { outcomeScale } from './outcome-scale.ts';

const of = (best: number, last: number, std = NaN) =>
  outcome({ bestValLoss: { mean: best, std }, lastValLoss: { mean: last, std } });

describe('the scale of a chart of outcomes', () => {
  it('has round ticks round all that is drawn', () => {
    const scale = outcomeScale([of(0.408, 0.82, 0.03), of(0.242, 0.27, 0.01)]);
    expect(scale?.ticks.map(({ label }) => label)).toEqual(['0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(scale?.at(0.6)).toBeCloseTo(50);
  });

  it('does not blow up a difference of next to nothing', () => {
    const scale = outcomeScale([of(0.633, 0.644)]);
    expect((scale?.at(0.644) ?? 0) - (scale?.at(0.633) ?? 0)).toBeLessThan(10);
  });

  it('is none without a finite value', () => {
    expect(outcomeScale([of(NaN, NaN)])).toBeNull();
  });

  it('shows every value inside, in order, with a few ticks', () => {
    const loss = fc.double({ min: 1e-3, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(loss, loss), { minLength: 1, maxLength: 6 }), (pairs) => {
        const scale = outcomeScale(pairs.map(([best, last]) => of(best, last)));
        if (scale === null) throw new Error('there is something to draw');
        const sorted = pairs.flat().toSorted((a, b) => a - b);
        const places = sorted.map(scale.at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(scale.ticks.length).toBeGreaterThan(1);
        expect(scale.ticks.length).toBeLessThanOrEqual(9);
        expect(scale.ticks[0]?.value).toBeLessThanOrEqual((sorted[0] ?? 0) + 1e-5);
        expect(scale.ticks.at(-1)?.value).toBeGreaterThanOrEqual((sorted.at(-1) ?? 0) - 1e-5);
      }),
    );
  });
});
