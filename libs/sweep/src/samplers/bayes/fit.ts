import type { Axis, Point } from './axis.ts';
import { likelihoodOf } from './likelihood.ts';
import { minimise } from './minimise.ts';
import type { Objective } from './minimise.ts';

/** What a Gaussian process has to know beside its data. */
export interface Hyperparameters {
  /** 1 / length² of each axis, the whole axis being 1. */
  weights: Float64Array;
  /** Variance of the noise, as a part of the signal's. */
  noise: number;
}

/**
 * What is believed of the logarithms of the lengths: each lies about their common middle, which grows with the square root of
 * the number of axes, so that a function of many is not taken for a rougher one (Hvarfner et al. 2024, "Vanilla Bayesian
 * optimization performs great in high dimensions").
 */
const lengths = { mean: -0.7, deviation: 0.5, low: Math.log(0.02), high: Math.log(100) };

const noise = { mean: -9, deviation: 2, low: Math.log(1e-6), high: Math.log(2) };

/** Likelihoods computed in one fit. */
const evaluations = 16;

/**
 * The hyperparameters of greatest posterior density.
 * @param y one standardised loss for each point
 * @param roughness how far, as a standard deviation of its logarithm, the middle length may lie from what is believed
 */
export function fit(
  axes: readonly Axis[],
  { points, y }: { points: readonly Point[]; y: Float64Array },
  roughness: number,
): Hyperparameters {
  const count = axes.length;
  const filled = (length: number, last: number) => new Float64Array(count + 1).fill(length).with(count, last);
  const box = { low: filled(lengths.low, noise.low), high: filled(lengths.high, noise.high) };
  const start = filled(expectedLength(count), noise.mean);
  const density = withPrior(likelihoodOf(axes, points, y), roughness);
  const { x } = minimise(density, start, { box, evaluations, firstStep: 0.5 });
  return {
    weights: x.subarray(0, count).map((length) => Math.exp(-2 * length)),
    noise: Math.exp(x[count] ?? 0),
  };
}

function expectedLength(count: number): number {
  return lengths.mean + Math.log(count) / 2;
}

function withPrior(likelihood: Objective, roughness: number): Objective {
  return (x, gradient) => {
    let value = likelihood(x, gradient);
    const count = x.length - 1;
    const middle = x.subarray(0, count).reduce((sum, each) => sum + each / count, 0);
    const shift = middle - expectedLength(count);
    // The middle of `count` lengths has their own variance too, divided by `count`.
    const onMiddle = shift / (lengths.deviation ** 2 + count * roughness ** 2);
    value += (count * shift * onMiddle) / 2;
    for (let j = 0; j < count; j += 1) {
      const off = (x[j] ?? 0) - middle;
      value += (off / lengths.deviation) ** 2 / 2;
      gradient[j] = (gradient[j] ?? 0) + off / lengths.deviation ** 2 + onMiddle;
    }
    const off = ((x[count] ?? 0) - noise.mean) / noise.deviation;
    gradient[count] = (gradient[count] ?? 0) + off / noise.deviation;
    return value + off ** 2 / 2;
  };
}
