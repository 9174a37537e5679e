import { randomStream } from '@tenbin/contracts';
import type { TrialRow } from '@tenbin/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceFor } from './advice-for.ts';
import { extrapolate } from './learning-curve.ts';
import { aRun, inFull } from './runs.fixture.ts';

const shares = [0.125, 0.25, 0.5, 1];

/** Runs on the curve 0.3 + 0.2 × size^−0.5, off it by up to `noise`. */
function onCurve(noise: number, seed = 1) {
  const random = randomStream(seed, 'noise');
  return shares.flatMap((size) =>
    [1, 2, 3].map(() => ({ size, loss: 0.3 + 0.2 * size ** -0.5 + noise * (2 * random.next() - 1) })),
  );
}

const truth = 0.3 + 0.2 * 2 ** -0.5;

describe('a learning curve', () => {
  it('finds the power law that its runs lie on', () => {
    const curve = extrapolate(onCurve(0), 2);
    expect(curve?.value).toBeCloseTo(truth, 3);
    expect(curve?.floor).toBeCloseTo(0.3, 3);
    expect(curve?.exponent).toBeCloseTo(0.5, 3);
  });

  it('holds the truth in its interval nearly always, and is wider the more runs scatter', () => {
    const curves = Array.from({ length: 100 }, (_, seed) => extrapolate(onCurve(0.03, seed), 2));
    const holding = curves.filter((curve) => curve !== null && curve.low <= truth && truth <= curve.high);
    expect(holding.length).toBeGreaterThanOrEqual(93);
    const width = (noise: number) => {
      const { low = NaN, high = NaN } = extrapolate(onCurve(noise), 2) ?? {};
      return high - low;
    };
    expect(width(0.03)).toBeGreaterThan(width(0.01));
  });

  it('says nothing beyond twice the size, of two sizes, of runs without scatter to measure, or of none that fall', () => {
    expect(extrapolate(onCurve(0.01), 2.01)).toBeNull();
    expect(
      extrapolate(
        onCurve(0.01).filter(({ size }) => size > 0.3),
        2,
      ),
    ).toBeNull();
    expect(
      extrapolate(
        [0.25, 0.5, 1].map((size) => ({ size, loss: 1 - size / 3 })),
        2,
      ),
    ).toBeNull();
    expect(
      extrapolate(
        shares.map((size) => ({ size, loss: 1 + size })),
        2,
      ),
    ).toBeNull();
  });

  it('never promises more than the runs had, nor a loss below 0, whatever the runs', () => {
    const anyRun = fc.record({
      size: fc.constantFrom(...shares),
      loss: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 4, maxLength: 12 }), (runs) => {
        const curve = extrapolate(runs, 2);
        if (curve === null) return;
        expect(curve.value).toBeLessThanOrEqual(curve.now);
        expect(curve.low).toBeGreaterThanOrEqual(0);
        expect(curve.low).toBeLessThanOrEqual(curve.value);
        expect(curve.high).toBeGreaterThanOrEqual(curve.value);
      }),
    );
  });
});

describe('what more data would bring', () => {
  const siblingsOf = (sizes: readonly number[]) =>
    sizes.flatMap((trainShare, at) =>
      [1, 2, 3].map((seed) =>
        aRun({
          id: 10 * at + seed,
          seed,
          parameters: { trainShare },
          valLoss: 0.3 + 0.2 * trainShare ** -0.5 + (seed - 2) / 200,
        }),
      ),
    );
  const run = inFull(aRun({ id: 100, seed: 4, valLoss: 0.5 }));
  const estimateFrom = (sizes: readonly number[]) => {
    return adviceFor({ run, siblings: siblingsOf(sizes) }).find(({ kind }) => kind === 'moreData')?.estimate;
  };

  it('is read off runs with other shares of the images, with its interval', () => {
    expect(estimateFrom(shares)).toMatch(
      /^Twice the 1,200 images should bring the best val_loss from 0\.50 to 0\.44 \(95 %: 0\.4\d to 0\.4\d\): the curve 0\.30 \+ 0\.20 × share\^−0\.5\d* through 13 runs of 4 sizes\.$/,
    );
  });

  it('is a direction only where there are two sizes, and nothing where there is one', () => {
    expect(estimateFrom([0.25, 1])).toBe(
      'More images helped: with 4 times as many the best val_loss went from 0.70 to 0.50; how much twice as many would bring, runs of more sizes would tell.',
    );
    expect(estimateFrom([1])).toBeNull();
  });

  it('is ranked by what was measured, and not asked for where it brought nothing', () => {
    const flat = siblingsOf([0.25, 0.5, 1]).map((sibling) => ({ ...sibling, best: run.best }));
    const kinds = (siblings: TrialRow[]) => adviceFor({ run, siblings }).map(({ kind }) => kind);
    expect(kinds([]).indexOf('moreData')).toBe(1);
    expect(kinds(flat)).not.toContain('moreData');
  });
});
