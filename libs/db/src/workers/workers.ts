import { workerStates } from '@tenbin/contracts';
import type { WorkerRow, WorkerState } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/workers.ts';

/** A worker that was not heard of for this long is no longer listed. */
export const listedForSeconds = 30;

/** Writes a worker down, or what is new about it. */
export async function registerWorker(
  db: Database,
  worker: Pick<WorkerRow, 'id' | 'host' | 'concurrency' | 'cores' | 'memoryBytes' | 'engine'>,
): Promise<void> {
  await db.prisma.$executeRaw(queries.register(worker));
  await db.prisma.$queryRaw(live.notify);
}

const beaten = z.object({ state: z.enum(workerStates) });

/** Says that a worker lives, and hears what people ask of it; null when nobody has written it down. */
export async function beatWorker(db: Database, id: string): Promise<WorkerState | null> {
  const { text, values } = queries.beat(id);
  const [row] = (await db.pulse.query<object>(text, values)).rows;
  return row === undefined ? null : beaten.parse(row).state;
}

/** Forgets a worker that has stopped; its runs keep its name. */
export async function removeWorker(db: Database, id: string): Promise<void> {
  await db.prisma.$executeRaw(queries.remove(id));
  await db.prisma.$queryRaw(live.notify);
}

/** The workers that were heard of in the last 30 s, the oldest first. */
export async function listWorkers(db: Database): Promise<WorkerRow[]> {
  return db.prisma.$queryRaw<WorkerRow[]>(queries.list(listedForSeconds));
}
