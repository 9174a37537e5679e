import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyOf, confidencesOf } from './answers.ts';
import { reliabilityOf } from './reliability.ts';

/** Answers to images of class 0 among two: the probability of class 0, an image each. */
const answersOf = (probabilities: number[]) => ({
  probabilities: probabilities.flatMap((p) => [p, 1 - p]),
  labels: probabilities.map(() => 0),
  classes: 2,
});

describe('reliabilityOf', () => {
  it('is what the definition says, worked out by hand', () => {
    // Confidences .8, .84 (right), .86 (wrong) in the ninth bin; .96 right in the tenth; .55 wrong in the sixth.
    const found = reliabilityOf(answersOf([0.8, 0.84, 0.14, 0.96, 0.45]), 1);
    expect(found.reliability.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 3, 1]);
    expect(found.reliability[8]?.confidence).toBeCloseTo(2.5 / 3, 12);
    expect(found.reliability[8]?.accuracy).toBeCloseTo(2 / 3, 12);
    expect(found.reliability[0]).toEqual({ count: 0, confidence: Number.NaN, accuracy: Number.NaN });
    // 1/5 · .55 + 3/5 · (2.5/3 − 2/3) + 1/5 · .04
    expect(found.calibrationError.value).toBeCloseTo(0.11 + 0.1 + 0.008, 12);
    expect(found.wrongConfidence).toBeCloseTo((0.86 + 0.55) / 2, 12);
    expect(found.rightConfidence).toBeCloseTo((0.8 + 0.84 + 0.96) / 3, 12);
  });

  it('has no error where every answer is sure and right, and the whole one where it is sure and wrong', () => {
    expect(reliabilityOf(answersOf([1, 1, 1]), 1).calibrationError).toEqual({ value: 0, low: 0, high: 0 });
    expect(reliabilityOf(answersOf([0, 0, 0]), 1).calibrationError).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('leaves out images without a number for an answer', () => {
    const some = reliabilityOf(answersOf([0.75, Number.NaN, 0.25]), 1);
    expect(some.calibrationError.value).toBeCloseTo(0.25, 12);
    expect(some.reliability[7]).toEqual({ count: 2, confidence: 0.75, accuracy: 0.5 });
    const none = reliabilityOf(answersOf([Number.NaN]), 1);
    expect(none.calibrationError).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
    expect(none.rightConfidence).toBeNaN();
  });

  it('reaches down to where a network is that believes just what it should, although the error itself does not', () => {
    // Right as often as it says, in each bin, up to the chance of the draw: the true error is 0.
    let state = 1;
    const chance = () => (state = (state * 16807) % 2147483647) / 2147483647;
    let reached = 0;
    for (let round = 0; round < 20; round += 1) {
      const drawn = Array.from({ length: 300 }, () => 0.5 + chance() / 2);
      const answers = drawn.map((p) => (chance() < p ? p : 1 - p));
      const { calibrationError } = reliabilityOf(answersOf(answers), round);
      expect(calibrationError.value).toBeGreaterThan(0);
      if (calibrationError.low < 0.01) reached += 1;
    }
    // The interval as the percentiles have it gets there once in a hundred times.
    expect(reached).toBeGreaterThanOrEqual(15);
  });

  it('counts every image once, and its interval holds the error, within 0 and 1', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 30 }), fc.nat(), (probabilities, seed) => {
        const { reliability, calibrationError } = reliabilityOf(answersOf(probabilities), seed);
        expect(reliability.reduce((sum, { count }) => sum + count, 0)).toBe(probabilities.length);
        const { value, low, high } = calibrationError;
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
        const { confidence, right } = confidencesOf(answersOf(probabilities));
        const mean = confidence.reduce((sum, each) => sum + each, 0) / confidence.length;
        // Errors of bins do not cancel out: theirs together are no less than that of all images at once.
        expect(value).toBeGreaterThanOrEqual(Math.abs(mean - accuracyOf({ confidence, right })) - 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
