import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import { noSweep } from '../sweeps/past-trials.ts';

/**
 * Deletes a sweep and every run of it. What still trains is told so with its next record, and ends.
 * @throws AppError `not_found`
 */
export async function removeSweep(db: Database, sweepId: number): Promise<void> {
  const { count } = await db.prisma.sweep.deleteMany({ where: { id: sweepId } });
  if (count === 0) throw noSweep(sweepId);
  await db.prisma.$queryRaw(live.notify);
}
