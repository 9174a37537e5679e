import { describe, expect, it } from 'vitest';
import { accuracyRange, decimalsFor, epochTicks, lossRange, rangeOf } from './scale.ts';

describe('the scale of a chart', () => {
  it('spans the finite values with 5 % air', () => {
    expect(rangeOf([[1, 2, NaN, Infinity]])).toEqual({ min: 0.95, max: 2.05 });
  });

  it('lets a series that runs away leave through the top', () => {
    expect(
      rangeOf([
        [0.4, 0.6],
        [0.5, 0.7],
        [0.4, 900],
      ]).max,
    ).toBeLessThan(1);
    expect(rangeOf([[0.4, 900]]).max).toBeGreaterThan(900);
  });

  it('is there without any value', () => {
    expect(rangeOf([[], [NaN]])).toEqual({ min: 0, max: 1 });
  });

  it('starts at 0 for losses that come near it, and ends at 1 for accuracies', () => {
    expect(lossRange([[0.01, 1]]).min).toBe(0);
    expect(lossRange([[0.5, 1]]).min).toBeGreaterThan(0.4);
    expect(accuracyRange([[0.5, 1]]).max).toBe(1);
  });

  it('labels epoch 1 and then round epochs', () => {
    expect(epochTicks(30, 7)).toEqual([1, 5, 10, 15, 20, 25, 30]);
    expect(epochTicks(5, 7)).toEqual([1, 2, 3, 4, 5]);
    expect(epochTicks(1)).toEqual([1]);
    expect(epochTicks(200, 5)).toEqual([1, 50, 100, 150, 200]);
  });

  it('gives ticks the decimals that tell them apart', () => {
    expect([decimalsFor(1), decimalsFor(0.2), decimalsFor(0.05), decimalsFor(50)]).toEqual([0, 1, 2, 0]);
  });
});
