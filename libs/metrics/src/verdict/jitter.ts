/**
 * Standard deviation of the jitter around a curve that itself moves: the median absolute second difference, scaled as
 * for a normal distribution. A straight slope counts as no jitter, and a few outliers do not matter.
 */
export interface Jitter {
  /** That of the values from place `from` to the last one; NaN below three values. */
  since(from: number): number;
}

/** @param values may grow between calls */
export function createJitter(values: readonly number[]): Jitter {
  let sorted: number[] = [];
  let start = 0;
  /** The next value whose bend is not counted yet. */
  let next = 2;
  return {
    since(from) {
      if (from !== start) {
        sorted = [];
        start = from;
        next = from + 2;
      }
      for (; next < values.length; next += 1) insert(sorted, bendAt(values, next));
      // A normal variable's median absolute value is 0.6745 σ, and x − 2y + z has the variance 6 σ².
      return middleOf(sorted) / 0.6745 / Math.sqrt(6);
    },
  };
}

/** Of all of `values`. */
export function jitterOf(values: readonly number[]): number {
  return createJitter(values).since(0);
}

function bendAt(values: readonly number[], at: number): number {
  const [before = NaN, middle = NaN, last = NaN] = [values[at - 2], values[at - 1], values[at]];
  return Math.abs(last - 2 * middle + before);
}

function insert(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

/** The middle value, or the mean of the two middle ones; NaN of nothing. */
function middleOf(sorted: readonly number[]): number {
  const { length } = sorted;
  return ((sorted[length >> 1] ?? NaN) + (sorted[(length - 1) >> 1] ?? NaN)) / 2;
}
