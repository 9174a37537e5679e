/** Tells a curve that has come to its end, because it is no number any more, from one with gaps. */
export interface Break {
  /** @param value undefined where nothing was measured */
  tell(epoch: number, value: number | undefined): void;
  /** First epoch of the end that is no number; null while there is none. */
  since(): number | null;
}

/**
 * What was not measured is a gap. NaN may stand for a gap as well, as long as it does not last longer than those before
 * it: a run that validates every fifth epoch has gaps of four. Nothing infinite is a gap.
 */
export function createBreak(): Break {
  let begin: number | null = null;
  let [length, longestGap] = [0, 0];
  let [known, infinite] = [false, false];
  return {
    tell(epoch, value) {
      if (value === undefined) return;
      if (Number.isFinite(value)) {
        if (known) longestGap = Math.max(longestGap, length);
        known = true;
        begin = null;
        [length, infinite] = [0, false];
        return;
      }
      begin ??= epoch;
      length += 1;
      infinite ||= !Number.isNaN(value);
    },
    since: () => (infinite || length > longestGap ? begin : null),
  };
}
