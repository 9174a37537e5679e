import type { Points } from './curves.ts';

/** A mean of several curves, and one standard deviation below and above it. */
export interface MeanCurve {
  mean: Points;
  band: Band;
}

export interface Band {
  steps: number[];
  low: number[];
  high: number[];
}

/**
 * An exponential moving average without the pull towards its beginning: each value is the weighted mean of all up to it.
 * What is not finite is left as it is and passed over.
 * @param weight of what came before, 0 (nothing is smoothed) to 1
 * @see TensorBoard's debiased smoothing
 */
export function smoothed({ steps, values }: Points, weight: number): Points {
  if (weight <= 0) return { steps, values };
  let [sum, total] = [0, 0];
  return {
    steps,
    values: values.map((value) => {
      if (!Number.isFinite(value)) return value;
      sum = weight * sum + value;
      total = weight * total + 1;
      return sum / total;
    }),
  };
}

/**
 * The mean of curves at every step that each of them has, with a band of one sample standard deviation. Steps that only
 * some have are left out: there the mean would jump.
 */
export function meanCurve(curves: readonly Points[]): MeanCurve {
  const all = curves.map(({ steps, values }) => new Map(steps.map((step, at) => [step, values[at] ?? NaN])));
  const [first, ...others] = all;
  const steps = [...(first?.keys() ?? [])].filter((step) => others.every((other) => other.has(step)));
  const told = steps.map((step) => spreadOf(all.map((curve) => curve.get(step) ?? NaN)));
  return {
    mean: { steps, values: told.map(({ mean }) => mean) },
    band: {
      steps,
      low: told.map(({ mean, std }) => mean - std),
      high: told.map(({ mean, std }) => mean + std),
    },
  };
}

function spreadOf(values: readonly number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
