import type { Axis, Point } from './axis.ts';
import { dot, factorise, lowerRows, solveLower, solveUpper } from './cholesky.ts';
import type { Rows } from './cholesky.ts';
import type { Evidence } from './evidence.ts';
import type { Hyperparameters } from './fit.ts';
import { addGaps, columnsOf, gapSlope, materns } from './kernel.ts';
import { signalPrior } from './likelihood.ts';
import { logImprovement } from './log-improvement.ts';

/** How promising a point is; its derivative by the place on each axis is written into `gradient` if one is given. */
export type Acquisition = (point: Point, gradient?: Float64Array) => number;

/**
 * Log expected improvement on the least loss of a Gaussian process given the evidence (Rasmussen & Williams 2006, algorithm
 * 2.1). Pending points are believed to answer what is expected of them: they leave the mean as it is and take the
 * uncertainty around them away, so that parallel workers spread (kriging believer, Ginsbourger et al. 2010).
 */
export function acquisitionOf(
  axes: readonly Axis[],
  { points, y, pending }: Omit<Evidence, 'whole'>,
  { weights, noise }: Hyperparameters,
): Acquisition {
  const known = [...points, ...pending];
  const columns = columnsOf(axes, known);
  const correlate = (point: Point, into: Float64Array, slopes: Float64Array): void => {
    into.fill(0);
    for (const [j, axis] of axes.entries()) {
      const column = columns[j] ?? into;
      addGaps(axis, { place: point[j] ?? 0, column, weight: weights[j] ?? 0 }, into);
    }
    materns(into, slopes);
  };
  const factor = factorOf(known, correlate, noise);
  const alpha = y.slice();
  solveLower(factor, alpha);
  const signal = (dot(alpha, alpha, 0, y.length) + signalPrior) / (y.length + signalPrior);
  solveUpper(factor, alpha);
  const slopes = new Float64Array(known.length);
  const solved = new Float64Array(known.length);
  const meanAt = (point: Point): number => {
    correlate(point, solved, slopes);
    return dot(alpha, solved, 0, y.length);
  };
  // By what the process makes of the answers, because the least of them may be luck.
  const best = known.reduce((least, point) => Math.min(least, meanAt(point)), Infinity);

  return (point, gradient) => {
    const mean = meanAt(point);
    solveLower(factor, solved);
    const variance = signal * Math.max(1 - dot(solved, solved, 0, solved.length), 1e-10);
    const deviation = Math.sqrt(variance);
    const z = (best - mean) / deviation;
    const { value, slope } = logImprovement(z);
    if (gradient !== undefined) {
      solveUpper(factor, solved);
      const [onMean, onVariance] = [-slope / deviation, (signal * (1 - slope * z)) / variance];
      for (let i = 0; i < solved.length; i += 1) {
        const onCorrelation = onMean * (alpha[i] ?? 0) - onVariance * (solved[i] ?? 0);
        slopes[i] = 2 * (slopes[i] ?? 0) * onCorrelation;
      }
      for (const [j, column] of columns.entries()) {
        gradient[j] = (weights[j] ?? 0) * slopeAlong(column, point[j] ?? 0, slopes);
      }
    }
    return value + Math.log(deviation);
  };
}

function slopeAlong(column: Float64Array, place: number, slopes: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < slopes.length; i += 1) sum += (slopes[i] ?? 0) * gapSlope(place, column[i] ?? 0);
  return sum;
}

/** The Cholesky factor of the covariance, with as much on its diagonal as it needs to have one. */
function factorOf(
  known: readonly Point[],
  correlate: (point: Point, into: Float64Array, slopes: Float64Array) => void,
  noise: number,
): Rows {
  const unused = new Float64Array(known.length);
  for (let nugget = noise + 1e-9; ; nugget = 10 * nugget + 1e-8) {
    const factor = lowerRows(known.length);
    for (const [i, row] of factor.entries()) {
      correlate(known[i] ?? unused, row, unused);
      row[i] = 1 + nugget;
    }
    if (factorise(factor)) return factor;
  }
}
