import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront } from './pareto.ts';

const points = fc
  .integer({ min: 1, max: 4 })
  .chain((objectives) =>
    fc.array(
      fc.array(fc.constantFrom(0, 1, 2, 3, NaN, Infinity), { minLength: objectives, maxLength: objectives }),
      { maxLength: 30 },
    ),
  );

/** By the definition, without a thought for speed. */
function beats(a: readonly number[], b: readonly number[]): boolean {
  return a.every((loss, k) => loss <= (b[k] ?? NaN)) && a.some((loss, k) => loss < (b[k] ?? NaN));
}

describe('the Pareto front', () => {
  it('of accuracy against seconds leaves out what is both worse and slower', () => {
    const losses = [
      [0.1, 90],
      [0.2, 40],
      [0.2, 50],
      [0.3, 60],
      [0.4, 10],
    ];
    expect(paretoFront(losses)).toEqual([0, 1, 4]);
  });

  it('keeps points that tie', () => {
    expect(
      paretoFront([
        [1, 2],
        [1, 2],
        [2, 2],
      ]),
    ).toEqual([0, 1]);
  });

  it('of one objective is its least value', () => {
    expect(paretoFront([[3], [1], [NaN], [1]])).toEqual([1, 3]);
  });

  it('is what no point dominates, without NaN, in ascending order', () => {
    fc.assert(
      fc.property(points, (losses) => {
        const known = losses.map((_, index) => index).filter((index) => !losses[index]?.includes(NaN));
        const expected = known.filter(
          (index) => !known.some((other) => beats(losses[other] ?? [], losses[index] ?? [])),
        );
        expect(paretoFront(losses)).toEqual(expected);
      }),
    );
  });
});
