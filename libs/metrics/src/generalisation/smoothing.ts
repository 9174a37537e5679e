/** Epochs on each side of a smoothed one: five in all, three at the ends. */
const reach = 2;

/** Which epochs a smoothed epoch spans, from and up to but not with, as indices. */
export function windowAt(epoch: number, epochs: number): { from: number; to: number } {
  return { from: Math.max(0, epoch - reach), to: Math.min(epochs, epoch + reach + 1) };
}

/** For normal noise, the median of |second differences| is this many standard deviations of one point. */
const medianOfSecondDifference = 0.6745 * Math.sqrt(6);

/**
 * Standard deviation of the noise on a curve, a point: from the median of its second differences, which neither a slope nor
 * a few leaps move. 0 below three points.
 */
export function noiseOf(curve: readonly number[]): number {
  const bends = curve.slice(2).map((value, at) => {
    return Math.abs(value - 2 * (curve[at + 1] ?? Number.NaN) + (curve[at] ?? Number.NaN));
  });
  const sorted = bends.filter(Number.isFinite).toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) / medianOfSecondDifference;
}
