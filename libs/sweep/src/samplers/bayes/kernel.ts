import { absent } from './axis.ts';
import type { Axis, Point } from './axis.ts';

/**
 * Squared distance of two places on one axis. Two values without order are all equally far. A dimension that does not exist
 * lies beside the middle of those where it does (imputation with an indicator: Euclidean, so that the kernel stays positive
 * definite), and near: the choice that it hangs on sets the two settings apart already.
 */
export function squaredGap(ordered: boolean, a: number, b: number): number {
  if (a === b) return 0;
  if (!ordered) return apart;
  if (a === absent) return (b - 0.5) ** 2 + aside;
  if (b === absent) return (a - 0.5) ** 2 + aside;
  return (a - b) ** 2;
}

/** On an axis of 1. Larger ones hide what one choice teaches of another. */
const apart = 0.4;
const aside = 0.02;

/** Half the derivative of `squaredGap` by `a`, on an ordered axis where `a` exists. */
export function gapSlope(a: number, b: number): number {
  return b === absent ? a - 0.5 : a - b;
}

/** The places of points, axis by axis. */
export function columnsOf(axes: readonly Axis[], points: readonly Point[]): Float64Array[] {
  return axes.map((_, j) => {
    const column = new Float64Array(points.length);
    for (const [i, point] of points.entries()) column[i] = point[j] ?? absent;
    return column;
  });
}

/** Adds `weight` times the squared gap from `place` to each place of a column, as far as `into` reaches. */
export function addGaps(
  { ordered }: Axis,
  { place, column, weight }: { place: number; column: Float64Array; weight: number },
  into: Float64Array,
): void {
  for (let i = 0; i < into.length; i += 1) {
    into[i] = (into[i] ?? 0) + weight * squaredGap(ordered, place, column[i] ?? absent);
  }
}

/**
 * Replaces squared scaled distances by their Matérn 5/2 correlations, 1 at 0 (Rasmussen & Williams 2006, equation 4.17), and
 * writes its derivatives by the squared distance into `slopes`.
 */
export function materns(squared: Float64Array, slopes: Float64Array): void {
  for (let at = 0; at < squared.length; at += 1) {
    const root = Math.sqrt(5 * (squared[at] ?? 0));
    const decay = Math.exp(-root);
    squared[at] = (1 + root + (root * root) / 3) * decay;
    slopes[at] = (-5 / 6) * (1 + root) * decay;
  }
}
