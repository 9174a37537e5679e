import type { MeanStd } from '../report/overfit-report.ts';

/** NaN, both of them, of nothing. */
export function meanStd(values: readonly number[]): MeanStd {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, std: Number.NaN };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)) };
}
