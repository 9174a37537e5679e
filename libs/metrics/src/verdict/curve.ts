/** Centred moving mean over up to `2 × reach + 1` points; the window shrinks evenly towards both ends. */
export function smooth(values: readonly number[], reach: number): number[] {
  return values.map((_, index) => {
    const span = Math.min(reach, index, values.length - 1 - index);
    return mean(values.slice(index - span, index + span + 1));
  });
}

/**
 * Standard deviation of the jitter around a curve that itself moves: the median absolute second difference,
 * scaled as for a normal distribution. A straight slope counts as no jitter, and a few outliers do not matter.
 * NaN below three points.
 */
export function jitterOf(values: readonly number[]): number {
  const bends = values.slice(2).map((value, index) => {
    const [before = NaN, middle = NaN] = values.slice(index, index + 2);
    return Math.abs(value - 2 * middle + before);
  });
  // A normal variable's median absolute value is 0.6745 σ, and x − 2y + z has the variance 6 σ².
  return median(bends) / 0.6745 / Math.sqrt(6);
}

/** Index of the lowest finite value, the first of equals; -1 when there is none. */
export function lowestIndex(values: readonly number[]): number {
  return values.reduce((best, value, index) => {
    if (!Number.isFinite(value)) return best;
    const lowest = values[best];
    return lowest === undefined || value < lowest ? index : best;
  }, -1);
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}
