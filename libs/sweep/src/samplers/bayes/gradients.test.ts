import { randomStream } from '@tenbin/contracts';
import { describe, expect, it } from 'vitest';
import { acquisitionOf } from './acquisition.ts';
import { absent } from './axis.ts';
import type { Axis, Point } from './axis.ts';
import { fit } from './fit.ts';
import { likelihoodOf } from './likelihood.ts';

const line: Axis = { ordered: true, places: null };
const choice: Axis = { ordered: false, places: [0.25, 0.75] };
/** A line, a choice, and a line that exists for one value of the choice. */
const axes = [line, choice, line];

function evidence() {
  const random = randomStream(3, 'points');
  const points = Array.from({ length: 14 }, (): Point => {
    const chosen = random.next() < 0.5 ? 0.25 : 0.75;
    return Float64Array.of(random.next(), chosen, chosen === 0.75 ? absent : random.next());
  });
  const y = Float64Array.from(points, ([a = 0, b = 0, c = 0]) => Math.sin(5 * a) + b + (c - 0.3) ** 2 - 0.8);
  return { points: points.slice(0, 12), y: y.slice(0, 12), pending: points.slice(12) };
}

function slopeOf(value: (x: Float64Array) => number, x: Float64Array, at: number): number {
  const width = 1e-5;
  const moved = (by: number) => value(x.with(at, (x[at] ?? 0) + by));
  return (moved(width) - moved(-width)) / (2 * width);
}

describe('the gradient', () => {
  it('of the likelihood is its slope along each length and the noise', () => {
    const { points, y } = evidence();
    const likelihood = likelihoodOf(axes, points, y);
    const x = Float64Array.of(-0.5, 0.2, -1, -4);
    const gradient = new Float64Array(4);
    likelihood(x, gradient);
    for (const at of x.keys()) {
      expect(slopeOf((each) => likelihood(each, new Float64Array(4)), x, at)).toBeCloseTo(
        gradient[at] ?? NaN,
        5,
      );
    }
  });

  it('of the expected improvement is its slope along each axis that exists', () => {
    const { points, y, pending } = evidence();
    const hyperparameters = fit(axes, { points, y }, 1);
    const acquisition = acquisitionOf(axes, { points, y, pending }, hyperparameters);
    for (const point of [Float64Array.of(0.31, 0.25, 0.62), Float64Array.of(0.9, 0.25, 0.05)]) {
      const gradient = new Float64Array(3);
      const score = acquisition(point, gradient);
      expect(acquisition(point)).toBe(score);
      for (const at of [0, 2]) {
        const slope = slopeOf((each) => acquisition(each), point, at);
        expect((gradient[at] ?? NaN) / slope).toBeCloseTo(1, 3);
      }
    }
  });
});

describe('the expected improvement', () => {
  it('falls where a trial is pending', () => {
    const { points, y } = evidence();
    const hyperparameters = fit(axes, { points, y }, 1);
    const before = acquisitionOf(axes, { points, y, pending: [] }, hyperparameters);
    const asked = Float64Array.of(0.95, 0.25, 0.3);
    const after = acquisitionOf(axes, { points, y, pending: [asked] }, hyperparameters);
    expect(after(asked)).toBeLessThan(before(asked) - 1);
  });
});
