import type { DrawnCurve } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/curves.ts';

/** Fewer are no curve. */
const fewestBuckets = 4;

export interface CurvesAsked {
  runIds: number[];
  keys: string[];
  /** The steps that are looked at; by default all. */
  range?: { from: number; to: number };
  buckets?: number;
}

/**
 * The named metrics of some runs, for drawing: at most `buckets` points a curve, by default 250. A shorter curve is
 * whole; of a longer one each point is the last of an interval of steps, with the lowest and the highest value of that
 * interval. A metric that a run did not log has no curve.
 */
export async function getCurves(
  db: Database,
  { runIds, keys, range, buckets = 250 }: CurvesAsked,
): Promise<DrawnCurve[]> {
  return db.prisma.$queryRaw<DrawnCurve[]>(
    queries.buckets({
      runIds,
      sweepId: null,
      keys,
      from: range?.from ?? null,
      to: range?.to ?? null,
      buckets: Math.max(fewestBuckets, Math.trunc(buckets)),
    }),
  );
}
