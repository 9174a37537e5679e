import type { PairedChange } from '../report/overfit-report.ts';
import { meanInterval } from './mean-interval.ts';
import { meanStd } from './mean-std.ts';
import { studentTail } from './student.ts';

/**
 * What changed from `before[i]` to `after[i]`: mean of the differences, 95 % interval and two-sided p by Student's paired
 * t. Pairs without two finite numbers are left out; null below two pairs, where nothing tells a change from chance.
 */
export function pairedChange(before: readonly number[], after: readonly number[]): PairedChange | null {
  const changes = after.map((value, at) => value - (before[at] ?? Number.NaN)).filter(Number.isFinite);
  const pairs = changes.length;
  if (pairs < 2) return null;
  const { mean, std } = meanStd(changes);
  const { low, high } = meanInterval(changes, 0.95);
  return { pairs, mean, std, low, high, p: probability(mean, std / Math.sqrt(pairs), pairs - 1) };
}

function probability(mean: number, error: number, df: number): number {
  if (error === 0) return mean === 0 ? 1 : 0;
  return studentTail(mean / error, df);
}
