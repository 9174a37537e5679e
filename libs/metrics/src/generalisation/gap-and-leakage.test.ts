import { randomStream } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapOf } from './gap.ts';
import { leakageIn } from './leakage.ts';

/** Losses as networks have them, mostly small and some large: exponential, of this mean. */
function lossesOf(count: number, mean: number, name: string): number[] {
  const random = randomStream(1, name);
  return Array.from({ length: count }, () => -mean * Math.log(1 - random.next()));
}

/** Standard error of their mean. */
function errorOf(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / values.length;
}

describe('gapOf', () => {
  it('is the difference of the means, and nothing else when no image differs from another', () => {
    expect(gapOf({ trainLosses: [0.5, 0.5], validationLosses: [2, 2, 2], seed: 1 })).toEqual({
      value: 1.5,
      low: 1.5,
      high: 1.5,
    });
  });

  it('has the interval that the spread of the images explains', () => {
    const request = {
      trainLosses: lossesOf(400, 0.5, 'train'),
      validationLosses: lossesOf(400, 1, 'validation'),
      seed: 1,
    };
    const { value, low, high } = gapOf(request);
    const error = Math.hypot(errorOf(request.trainLosses), errorOf(request.validationLosses));
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
    expect(low < value && value < high).toBe(true);
    expect(gapOf(request)).toEqual({ value, low, high });
    const wider = gapOf({ ...request, level: 0.99 });
    expect(wider.high - wider.low).toBeGreaterThan(high - low);
  });

  it('has no interval when a loss is no number', () => {
    expect(gapOf({ trainLosses: [1], validationLosses: [Number.NaN], seed: 1 }).low).toBeNaN();
    expect(gapOf({ trainLosses: [1], validationLosses: [Infinity, 1], seed: 1 })).toEqual({
      value: Infinity,
      low: Number.NaN,
      high: Number.NaN,
    });
  });

  it('turns its sign when the sides are swapped, and grows with the unit of loss', () => {
    const losses = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(losses, losses, (trainLosses, validationLosses) => {
        const there = gapOf({ trainLosses, validationLosses, seed: 1 });
        const back = gapOf({ trainLosses: validationLosses, validationLosses: trainLosses, seed: 1 });
        expect(there.value).toBeCloseTo(-back.value, 10);
        const double = (values: number[]) => values.map((value) => 2 * value);
        const twice = gapOf({
          trainLosses: double(trainLosses),
          validationLosses: double(validationLosses),
          seed: 1,
        });
        expect(twice.low).toBeCloseTo(2 * there.low, 10);
        expect(twice.high).toBeCloseTo(2 * there.high, 10);
      }),
      { numRuns: 30 },
    );
  });
});

describe('leakageIn', () => {
  const request = { trainAccuracy: 0.8, validationAccuracy: 0.9, seed: 1 };
  const hard = lossesOf(300, 1, 'hard');
  const easy = lossesOf(300, 0.5, 'easy');

  it('says so when validation is better than training, with the numbers', () => {
    const sentence = leakageIn({ ...request, trainLosses: hard, validationLosses: easy });
    expect(sentence).toMatch(
      /^Validation images are answered better than training images: their loss is 0\.\d{3} against [01]\.\d{3}, \d\d % lower/,
    );
    expect(sentence).toMatch(/99 % interval -0\.\d{3} to -0\.\d{3}/);
  });

  it.each([
    ['training is better, as it should be', { trainLosses: easy, validationLosses: hard }],
    ['both are alike', { trainLosses: hard, validationLosses: lossesOf(300, 1, 'as hard') }],
    [
      'there are too few images to tell',
      { trainLosses: hard.slice(0, 6), validationLosses: easy.slice(0, 6) },
    ],
    [
      'the difference is sure but slight',
      { trainLosses: [1, 1, 1, 1], validationLosses: [0.95, 0.95, 0.95] },
    ],
    ['more answers are wrong', { trainLosses: hard, validationLosses: easy, validationAccuracy: 0.7 }],
  ])('says nothing when %s', (_, sides) => {
    expect(leakageIn({ ...request, ...sides })).toBeNull();
  });
});
