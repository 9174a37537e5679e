import { reach } from './track.ts';
import type { Track } from './track.ts';

/** The place of the lowest value of a smoothed curve, the first of equals, kept as the curve grows. */
export interface Low {
  /** To be called after each `push` to the track. */
  place(): number;
}

export function createLow({ smooth }: Track): Low {
  /** Of the places that no later point can change any more. */
  let settled = 0;
  let next = 0;
  const lower = (one: number, other: number): number =>
    (smooth[other] ?? Infinity) < (smooth[one] ?? Infinity) ? other : one;
  return {
    place() {
      const last = smooth.length - 1;
      for (; next <= last - reach; next += 1) settled = lower(settled, next);
      let low = settled;
      for (let at = next; at <= last; at += 1) low = lower(low, at);
      return low;
    },
  };
}
