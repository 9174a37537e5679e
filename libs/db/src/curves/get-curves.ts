import type { Curve } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as queries from '../queries/curves.ts';

/** First, last, and a lowest and a highest between them. */
const fewestBuckets = 4;

/**
 * The named metrics of some runs, for drawing: at most `buckets` points a curve. A shorter curve is whole, of a
 * longer one the extremes are kept. A metric that a run did not log has no curve.
 */
export async function getCurves(
  db: Database,
  { runIds, keys, buckets = 250 }: { runIds: number[]; keys: string[]; buckets?: number },
): Promise<Curve[]> {
  return db.prisma.$queryRaw<Curve[]>(
    queries.curves({
      runIds,
      sweepId: null,
      keys,
      changedSince: null,
      buckets: Math.max(fewestBuckets, Math.trunc(buckets)),
    }),
  );
}
