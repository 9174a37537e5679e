import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochTicks, placeOf, reachOf, ticksOf } from './scale.ts';

test('ticks are round, in order, within the axis, and as many as can be read', () => {
  const domain = fc
    .tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: 1e-3, max: 1e4, noNaN: true }))
    .map(([from, length]): [number, number] => [from, from + length]);
  fc.assert(
    fc.property(domain, ([from, to]) => {
      const ticks = ticksOf([from, to]);
      const slack = (to - from) * 1e-6;
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const { value, text } of ticks) {
        expect(value).toBeGreaterThanOrEqual(from - slack);
        expect(value).toBeLessThanOrEqual(to + slack);
        expect(Math.abs(Number(text.replace('−', '-')) - value)).toBeLessThanOrEqual(slack);
      }
    }),
  );
  expect(ticksOf([0, 1]).map(({ text }) => text)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  expect(ticksOf([-0.1, 0.1]).map(({ text }) => text)).toEqual(['−0.10', '−0.05', '0.00', '0.05', '0.10']);
});

test('every finite value lies within the reach of all, whatever else is among them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6 })), (values) => {
      const [low, high] = reachOf([...values, NaN, Infinity, -Infinity]);
      expect(high).toBeGreaterThan(low);
      for (const value of values.filter(Number.isFinite)) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
        expect(placeOf(value, [low, high])).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('epochs are named from the first on, few of them', () => {
  expect(epochTicks(1)).toEqual([1]);
  expect(epochTicks(30)).toEqual([1, 5, 10, 15, 20, 25, 30]);
  expect(epochTicks(1000).length).toBeLessThanOrEqual(8);
});
