import type { Acquisition } from './acquisition.ts';
import type { Axis, Point } from './axis.ts';

/** A point and how promising it is. */
export interface Proposal {
  point: Point;
  score: number;
}

export interface Search {
  axes: readonly Axis[];
  acquisition: Acquisition;
  /** The point of the valid setting nearest to a wish. */
  settle: (wish: Point) => Point;
}

export function proposed({ acquisition, settle }: Search, wish: Point): Proposal {
  const point = settle(wish);
  return { point, score: acquisition(point) };
}
