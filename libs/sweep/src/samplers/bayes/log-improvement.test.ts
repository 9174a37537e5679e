import { describe, expect, it } from 'vitest';
import { logImprovement } from './log-improvement.ts';

describe('log expected improvement', () => {
  it.each([
    // log(φ(z) + z Φ(z)) by mpmath with 50 digits.
    [3, 1.0987396653277],
    [0.5, -0.35982768374506],
    [0, -0.918938533205],
    [-0.5, -1.6205162643873],
    [-1, -2.4851210257126],
    [-3, -7.869686059603],
    [-10, -55.553122036122],
    [-1000, -500014.73445209],
  ])('at %f deviations above the best is %f', (z, expected) => {
    expect(logImprovement(z).value / expected).toBeCloseTo(1, 8);
  });

  it('has no step and the slope that it says, also where the formula changes', () => {
    for (const z of [-50, -3.001, -2.0001, -1.9999, -0.2, 0.0001, 0.99, 1.999, 2.001, 5, 7.999]) {
      const width = 1e-4;
      const rise = logImprovement(z + width).value - logImprovement(z - width).value;
      expect(rise / (2 * width)).toBeCloseTo(logImprovement(z).slope, 4);
    }
  });
});
