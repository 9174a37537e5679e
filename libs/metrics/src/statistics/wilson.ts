import type { Interval } from '@tenbin/contracts';
import { normalQuantile } from './normal.ts';

/**
 * A share of `trials` and its score interval (Wilson 1927), which stays within 0–1 and is honest about few trials.
 * Without a trial nothing is known: NaN, from 0 to 1.
 */
export function wilson(successes: number, trials: number, level = 0.9): Interval {
  if (trials === 0) return { value: Number.NaN, low: 0, high: 1 };
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const middle = (share + (z * z) / (2 * trials)) / shrink;
  const reach = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    value: share,
    low: successes === 0 ? 0 : middle - reach,
    high: successes === trials ? 1 : middle + reach,
  };
}
