import { describe, expect, it } from 'vitest';
import { minimise } from './minimise.ts';

function box(low: number, high: number) {
  return { low: new Float64Array(2).fill(low), high: new Float64Array(2).fill(high) };
}

/** Rosenbrock's valley, least at (1, 1). */
function valley(x: Float64Array, gradient: Float64Array): number {
  const [a = 0, b = 0] = x;
  gradient.set([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)]);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
}

describe('minimise', () => {
  it('follows a bent valley to its end', () => {
    const options = { box: box(-5, 5), evaluations: 200, firstStep: 0.1 };
    const { x, value } = minimise(valley, Float64Array.of(-1.2, 1), options);
    expect(value).toBeLessThan(1e-5);
    expect(x[0]).toBeCloseTo(1, 2);
  });

  it('stops at the bound that the least value in the box lies on', () => {
    const options = { box: box(-0.5, 0.5), evaluations: 200, firstStep: 0.1 };
    const { x } = minimise(valley, Float64Array.of(-0.2, -0.4), options);
    expect(x[0]).toBeCloseTo(0.5, 3);
    expect(x[1]).toBeCloseTo(0.25, 3);
  });

  it('asks for no more values than it may', () => {
    let asked = 0;
    const counted = (x: Float64Array, gradient: Float64Array) => {
      asked += 1;
      return valley(x, gradient);
    };
    minimise(counted, Float64Array.of(-1.2, 1), { box: box(-5, 5), evaluations: 7, firstStep: 0.1 });
    expect(asked).toBe(7);
  });
});
