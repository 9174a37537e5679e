/** Lowest and highest value of an axis. */
export interface Range {
  min: number;
  max: number;
}

/**
 * A y range over all series with 5 % air. A series that goes far beyond the others (more than three times the
 * median of their highest values) leaves through the top edge instead of flattening the rest.
 */
export function rangeOf(series: readonly (readonly number[])[]): Range {
  const finite = series.map((values) => values.filter((value) => Number.isFinite(value)));
  const filled = finite.filter((values) => values.length > 0);
  if (filled.length === 0) return { min: 0, max: 1 };
  const tops = filled.map((values) => maximum(values)).toSorted((a, b) => a - b);
  const middle = tops[Math.floor((tops.length - 1) / 2)] ?? 1;
  const min = Math.min(...filled.map((values) => minimum(values)));
  const top = Math.max(...tops.filter((value) => value <= Math.max(3 * middle, middle + 1e-9)));
  const air = 0.05 * (top - min || Math.abs(top) || 1);
  return { min: min - air, max: top + air };
}

/** A range of losses: never below 0, from 0 when that wastes little. */
export function lossRange(series: readonly (readonly number[])[]): Range {
  const { min, max } = rangeOf(series);
  return { min: min < 0.25 * max ? 0 : min, max };
}

/** A range for a logarithmic axis, over what is above 0. */
export function logRange(series: readonly (readonly number[])[]): Range {
  const positive = series.flat().filter((value) => Number.isFinite(value) && value > 0);
  if (positive.length === 0) return { min: 0.1, max: 1 };
  return { min: minimum(positive) / 1.1, max: maximum(positive) * 1.1 };
}

/** A range of accuracies: never over 1. */
export function accuracyRange(series: readonly (readonly number[])[]): Range {
  const { min, max } = rangeOf(series);
  return { min: Math.max(0, min), max: Math.min(1, max) };
}

/** Epochs to label: 1, then every 5th, 10th, … so that about `wanted` labels stand. */
export function epochTicks(last: number, wanted = 7): number[] {
  if (last <= 1) return [1];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].find(
    (each) => last / each <= wanted,
  );
  const every = step ?? Math.ceil(last / wanted);
  const ticks = Array.from({ length: Math.floor(last / every) }, (_, index) => (index + 1) * every);
  return every === 1 ? ticks : [1, ...ticks];
}

/** Decimals that tell ticks `step` apart. */
export function decimalsFor(step: number): number {
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}

function maximum(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}

function minimum(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}
