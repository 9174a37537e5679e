import type { Transaction } from '../client.ts';
import * as control from '../queries/control.ts';
import { addJobs } from '../queue/sweep-jobs.ts';
import { specColumn } from '../runs/row-schemas.ts';

/** Gives runs that had an end, or a pause, a job each: their next attempt goes on from their checkpoint. */
export async function requeue(tx: Transaction, sweepId: number, runIds: number[]): Promise<void> {
  if (runIds.length === 0) return;
  const sweep = await tx.sweep.findUniqueOrThrow({ where: { id: sweepId }, select: { spec: true } });
  const { priority } = specColumn.parse(sweep.spec);
  const jobIds = await addJobs(tx, { sweepId, priority, begun: true, count: runIds.length });
  await tx.$executeRaw(control.requeue(runIds, jobIds));
}
