import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDomain } from './any-space.fixture.ts';
import { isOrdered, placeOf, sizeOf, valueAt } from './domain.ts';
import type { Domain, RangeDomain } from './domain.ts';
import { valuesIn } from './grid.ts';

const place = fc.double({ min: 0, max: 1, noNaN: true });

describe('a value and its place', () => {
  it('lead to each other: the place of a value is where that value is', () => {
    fc.assert(
      fc.property(anyDomain, place, (domain, at) => {
        const value = valueAt(domain, at);
        const back = valueAt(domain, placeOf(domain, value));
        const isSame = typeof value === 'number' ? Math.abs(Number(back) - value) < 1e-6 : back === value;
        expect(isSame).toBe(true);
      }),
    );
  });

  it('stay in order: further along is never a smaller number', () => {
    fc.assert(
      fc.property(anyDomain.filter(isOrdered), place, place, (domain, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(Number(valueAt(domain, low))).toBeLessThanOrEqual(Number(valueAt(domain, high)));
      }),
    );
  });

  it('reach both ends of every domain, and nothing beyond, even from outside of 0 to 1', () => {
    fc.assert(
      fc.property(anyDomain, (domain) => {
        expect(valueAt(domain, -1)).toBe(valueAt(domain, 0));
        expect(valueAt(domain, 2)).toBe(valueAt(domain, 1));
        if (domain.kind === 'choice') return;
        expect(Number(valueAt(domain, 0))).toBeCloseTo(domain.min, 9);
        for (const at of [0, 1]) {
          expect(Number(valueAt(domain, at))).toBeGreaterThanOrEqual(domain.min);
          expect(Number(valueAt(domain, at))).toBeLessThanOrEqual(domain.max);
        }
        const reach = domain.step === undefined ? 1e-6 : domain.step;
        expect(Number(valueAt(domain, 1))).toBeGreaterThan(domain.max - reach);
      }),
    );
  });
});

const anyNumber = fc.double({ min: -1e6, max: 1e6, noNaN: true });

/** Also ranges so narrow that rounding goes wrong, and so wide that a difference does. */
const anyNumbers: fc.Arbitrary<RangeDomain> = fc
  .oneof(
    fc.tuple(anyNumber, fc.double({ min: 1e-6, max: 1e3, noNaN: true })),
    fc.constantFrom([1e12 + 1, 5], [-1e15, 75], [0.1234567890123456, 1e-12], [-1.6e308, Infinity]),
  )
  .map(([min = 0, width = 1]) => ({
    kind: 'range',
    min,
    max: Math.min(min + width, 1.6e308),
    scale: 'linear',
  }));

describe('a range of any numbers', () => {
  it('is spread evenly over its places, and never left', () => {
    fc.assert(
      fc.property(anyNumbers, place, (range, at) => {
        const value = Number(valueAt(range, at));
        expect((value / 2 - range.min / 2) / (range.max / 2 - range.min / 2)).toBeCloseTo(at, 2);
        expect(placeOf(range, value)).toBeCloseTo(at, 2);
        expect(value).toBeGreaterThanOrEqual(range.min);
        expect(value).toBeLessThanOrEqual(range.max);
      }),
    );
  });

  it('has steps that are all inside, and the same for a grid as for a place', () => {
    const width = fc.double({ min: 1, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(anyNumber, width, fc.integer({ min: 1, max: 30 }), (min, wide, steps) => {
        const range = { kind: 'range', min, max: min + wide, scale: 'linear', step: wide / steps } as const;
        for (const value of valuesIn(range)) {
          expect(value).toBeGreaterThanOrEqual(range.min);
          expect(value).toBeLessThanOrEqual(range.max);
          expect(valueAt(range, placeOf(range, value))).toBe(value);
        }
      }),
    );
  });
});

describe('equal lengths of places', () => {
  /** How often each value comes of 10,000 places side by side. */
  const counts = (domain: Domain): Map<unknown, number> => {
    const all = new Map<unknown, number>();
    for (let at = 0; at < 10_000; at += 1) {
      const value = valueAt(domain, (at + 0.5) / 10_000);
      all.set(value, (all.get(value) ?? 0) + 1);
    }
    return all;
  };

  it.each<{ domain: Domain; values: unknown[] }>([
    { domain: { kind: 'choice', values: ['c', 'a', 'b', 'd'] }, values: ['c', 'a', 'b', 'd'] },
    { domain: { kind: 'choice', values: [64, 16, 128, 32] }, values: [16, 32, 64, 128] },
    { domain: { kind: 'range', min: 1, max: 5, scale: 'linear', step: 1 }, values: [1, 2, 3, 4, 5] },
    {
      domain: { kind: 'range', min: 0, max: 0.5, scale: 'linear', step: 0.1 },
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    },
    // A step that does not meet the end.
    { domain: { kind: 'range', min: 0, max: 1, scale: 'linear', step: 0.3 }, values: [0, 0.3, 0.6, 0.9] },
  ])('are equally many values: $values', ({ domain, values }) => {
    const found = counts(domain);
    expect([...found.keys()]).toEqual(values);
    expect(sizeOf(domain)).toBe(values.length);
    for (const count of found.values()) {
      expect(Math.abs(count - 10_000 / values.length)).toBeLessThanOrEqual(1);
    }
  });

  it('are equal factors on a log scale, whole numbers among them', () => {
    const rate: Domain = { kind: 'range', min: 1e-4, max: 1, scale: 'log' };
    expect(valueAt(rate, 0.25)).toBeCloseTo(1e-3, 9);
    expect(valueAt(rate, 0.75)).toBeCloseTo(1e-1, 9);
    const width: Domain = { kind: 'range', min: 1, max: 1000, scale: 'log', step: 1 };
    const all = counts(width);
    // From 0.5 to 1000.5: a tenth of the way there is as far again as from 1.07 to 2.29.
    const share = (number: number) => Math.log((number + 0.5) / (number - 0.5)) / Math.log(1000.5 / 0.5);
    for (const number of [1, 2, 5]) expect((all.get(number) ?? 0) / 10_000).toBeCloseTo(share(number), 3);
  });
});
