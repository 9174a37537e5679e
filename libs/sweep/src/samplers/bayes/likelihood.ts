import type { Axis, Point } from './axis.ts';
import { dot, factorise, invert, lowerRows, solveLower, solveUpper, squareRows } from './cholesky.ts';
import type { Rows } from './cholesky.ts';
import { addGaps, columnsOf, materns } from './kernel.ts';
import type { Objective } from './minimise.ts';

/** Answers of variance 1 that the variance of the signal is held to. */
export const signalPrior = 4;

/**
 * Minus the log likelihood of answers under a Gaussian process, as a function of the logarithms of each axis's length and,
 * last, of the noise's part of the variance. The signal's variance is integrated out under an inverse gamma prior, which
 * makes it a Student-t process (Shah et al. 2014); gradient by Rasmussen & Williams 2006, equation 5.9.
 * @param y one standardised loss for each point
 */
export function likelihoodOf(axes: readonly Axis[], points: readonly Point[], y: Float64Array): Objective {
  const size = points.length;
  const gaps = pairGaps(axes, points);
  const pairs = (size * (size - 1)) / 2;
  const squared = new Float64Array(pairs);
  const slopes = new Float64Array(pairs);
  const rows = lowerRows(size);
  const [columns, inverted] = [squareRows(size), lowerRows(size)];

  return (x, gradient) => {
    const noise = Math.exp(x[axes.length] ?? 0);
    squared.fill(0);
    for (const [j, gap] of gaps.entries()) addScaled(squared, gap, Math.exp(-2 * (x[j] ?? 0)));
    materns(squared, slopes);
    fillCovariance(rows, squared, noise);
    if (!factorise(rows)) return Infinity;
    const alpha = y.slice();
    solveLower(rows, alpha);
    const fitted = signalPrior + dot(alpha, alpha, 0, size);
    solveUpper(rows, alpha);
    invert(rows, { columns, inverted });
    const onNoise = weigh(slopes, { inverted, alpha, precision: (size + signalPrior) / fitted });
    for (const [j, gap] of gaps.entries()) {
      gradient[j] = -2 * Math.exp(-2 * (x[j] ?? 0)) * dot(gap, slopes, 0, pairs);
    }
    gradient[axes.length] = onNoise * noise;
    return ((size + signalPrior) / 2) * Math.log(fitted) + halfLogDeterminant(rows);
  };
}

/** For each axis the squared gaps between all pairs of points, one row of the lower half after the other. */
function pairGaps(axes: readonly Axis[], points: readonly Point[]): Float64Array[] {
  const columns = columnsOf(axes, points);
  return axes.map((axis, j) => {
    const gaps = new Float64Array((points.length * (points.length - 1)) / 2);
    const column = columns[j] ?? gaps;
    for (let i = 1, at = 0; i < points.length; at += i, i += 1) {
      addGaps(axis, { place: column[i] ?? 0, column, weight: 1 }, gaps.subarray(at, at + i));
    }
    return gaps;
  });
}

function addScaled(into: Float64Array, from: Float64Array, factor: number): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) + factor * (from[at] ?? 0);
}

function fillCovariance(rows: Rows, correlations: Float64Array, noise: number): void {
  for (let i = 0, at = 0; i < rows.length; at += i, i += 1) {
    const row = rows[i] ?? correlations;
    row.set(correlations.subarray(at, at + i));
    row[i] = 1 + noise + 1e-9;
  }
}

/**
 * Multiplies the kernel's slope at each pair by what the likelihood changes with the covariance there.
 * @returns what it changes with the noise
 */
function weigh(
  slopes: Float64Array,
  { inverted, alpha, precision }: { inverted: Rows; alpha: Float64Array; precision: number },
): number {
  let onNoise = 0;
  for (let i = 0, at = 0; i < alpha.length; i += 1) {
    const row = inverted[i] ?? slopes;
    const scaled = precision * (alpha[i] ?? 0);
    // No half here: a pair stands for both halves of the matrix.
    for (let k = 0; k < i; k += 1, at += 1) {
      slopes[at] = (slopes[at] ?? 0) * ((row[k] ?? 0) - scaled * (alpha[k] ?? 0));
    }
    onNoise += ((row[i] ?? 0) - scaled * (alpha[i] ?? 0)) / 2;
  }
  return onNoise;
}

function halfLogDeterminant(factor: Rows): number {
  return factor.reduce((sum, row, i) => sum + Math.log(row[i] ?? 1), 0);
}
