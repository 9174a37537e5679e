import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPrediction, emptyMatrix, scoresOf } from './confusion.ts';

describe('scores of a confusion matrix', () => {
  it("are the talk's for its cat and human matrix", () => {
    const scores = scoresOf({
      classes: ['cat', 'human'],
      counts: [
        [89, 16],
        [4, 91],
      ],
    });
    const cat = scores.perClass[0];
    expect(scores.accuracy).toBeCloseTo(0.9, 3);
    expect(cat?.recall).toBeCloseTo(0.848, 3);
    expect(cat?.precision).toBeCloseTo(0.957, 3);
    expect(cat?.f1).toBeCloseTo(0.899, 3);
  });

  it('are NaN for a class that was never predicted, and 0 for it in the macro mean', () => {
    const { perClass, macro } = scoresOf({
      classes: ['a', 'b'],
      counts: [
        [5, 0],
        [5, 0],
      ],
    });
    expect(perClass[1]).toMatchObject({ precision: NaN, recall: 0, f1: 0 });
    expect(macro.precision).toBe(0.25);
  });

  it('are NaN without a single image', () => {
    expect(scoresOf(emptyMatrix(['a', 'b'])).accuracy).toBeNaN();
  });
});

describe('counting predictions', () => {
  const predictions = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 60 });

  it('keeps every image: the sum of the matrix is their number, the diagonal their hits', () => {
    fc.assert(
      fc.property(predictions, (pairs) => {
        const matrix = emptyMatrix(['a', 'b', 'c', 'd']);
        for (const [truth, guess] of pairs) countPrediction(matrix, truth, guess);
        const { total, accuracy, perClass } = scoresOf(matrix);
        expect(total).toBe(pairs.length);
        expect(accuracy * total).toBeCloseTo(pairs.filter(([truth, guess]) => truth === guess).length);
        expect(perClass.map(({ support }) => support)).toEqual(
          [0, 1, 2, 3].map((index) => pairs.filter(([truth]) => truth === index).length),
        );
      }),
    );
  });

  it('refuses a class that is not there', () => {
    expect(() => countPrediction(emptyMatrix(['a', 'b']), 0, 2)).toThrow(/class 0 predicted as 2/);
  });
});
