/** Points on each side of the moving mean: five in all, which is what separates a trend from noise best. */
export const reach = 2;

/** A curve that grows point by point, and its course without the jitter. */
export interface Track {
  readonly raw: readonly number[];
  /**
   * Centred moving mean of five points; of three at the last place but one; at the last place the mean of the last three
   * points weighted 1, 2, 3, so that the end is neither one lucky epoch nor two epochs old.
   */
  readonly smooth: readonly number[];
  push(value: number): void;
}

export function createTrack(): Track {
  const raw: number[] = [];
  const smooth: number[] = [];
  const meanAround = (at: number, span: number): number => {
    let sum = 0;
    for (let index = at - span; index <= at + span; index += 1) sum += raw[index] ?? NaN;
    return sum / (2 * span + 1);
  };
  return {
    raw,
    smooth,
    push(value) {
      raw.push(value);
      const last = raw.length - 1;
      for (let at = Math.max(0, last - reach); at < last; at += 1) {
        smooth[at] = meanAround(at, Math.min(reach, at, last - at));
      }
      smooth[last] = endOf(raw);
    },
  };
}

/** Independent values, in the terms of one epoch's variance, that the end of a track is worth: 36 / (1 + 4 + 9). */
export const endWeight = 36 / 14;

/** Where a curve stands at its last point. */
export function endOf(values: ArrayLike<number>): number {
  const { length } = values;
  const [before = NaN, middle = NaN, last = NaN] = [
    values[length - 3],
    values[length - 2],
    values[length - 1],
  ];
  return length < 3 ? last : (before + 2 * middle + 3 * last) / 6;
}
