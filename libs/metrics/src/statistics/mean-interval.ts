import type { Interval } from '@tenbin/contracts';
import { meanStd } from './mean-std.ts';
import { studentQuantile } from './student.ts';

/** The mean and its interval by Student's t; the ends are NaN of fewer than two values. */
export function meanInterval(values: readonly number[], level = 0.9): Interval {
  const { mean, std } = meanStd(values);
  const count = values.length;
  if (count < 2) return { value: mean, low: Number.NaN, high: Number.NaN };
  const reach = (studentQuantile((1 + level) / 2, count - 1) * std) / Math.sqrt(count);
  return { value: mean, low: mean - reach, high: mean + reach };
}
