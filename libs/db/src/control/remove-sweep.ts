import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queue from '../queries/queue.ts';
import * as sweeps from '../queries/sweeps.ts';
import { noSweep } from '../sweeps/past-trials.ts';

/**
 * Deletes a sweep, its jobs and every run of it. What still trains is told so with its next record, and ends.
 * @throws AppError `not_found`
 */
export async function removeSweep(db: Database, sweepId: number): Promise<void> {
  await db.transaction(
    async (tx) => {
      await tx.$queryRaw(sweeps.lockSweep(sweepId));
      const { count } = await tx.sweep.deleteMany({ where: { id: sweepId } });
      if (count === 0) throw noSweep(sweepId);
      await tx.$executeRaw(queue.deleteWaiting(sweepId));
      await tx.$queryRaw(live.notify);
    },
    { timeoutMs: 60_000 },
  );
}
