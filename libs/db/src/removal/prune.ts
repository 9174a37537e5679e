import { atLeisure } from '../at-leisure.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import * as queries from '../queries/removal.ts';
import * as queue from '../queries/queue.ts';
import { undoDays } from './removable.ts';

/** What is gone for good. */
export interface Pruned {
  /** Ids, so that what lies beside the database can go too. */
  runs: number[];
  sweeps: number[];
  projects: number[];
}

export interface PruneOptions {
  /** What was deleted less long ago stays. */
  olderThanDays?: number;
  /** Gives the space back to the disk, not only to the database; the tables are locked meanwhile. */
  full?: boolean;
  /** Called with the number of runs that are gone. */
  progress?: (runs: number) => void;
  signal?: AbortSignal;
}

/** So many runs go in one transaction: nobody waits for long, and what was done stays when it is cut short. */
const runsAtOnce = 200;

const dayMs = 86_400_000;

/**
 * Deletes for good what was deleted long enough ago: rows, points, pictures. Its space is used again.
 * Files beside the database are for the caller.
 */
export async function prune(
  db: Database,
  { olderThanDays = undoDays, full = false, progress = () => {}, signal }: PruneOptions = {},
): Promise<Pruned> {
  const before = new Date(Date.now() - olderThanDays * dayMs);
  const runs: number[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const gone = await idsOf(db, queries.pruneRuns(before, runsAtOnce));
    runs.push(...gone);
    if (gone.length < runsAtOnce) break;
    progress(runs.length);
  }
  const sweeps = await idsOf(db, queries.pruneSweeps(before));
  for (const id of sweeps) await db.prisma.$executeRaw(queue.deleteWaiting(id));
  const projects = await idsOf(db, queries.pruneProjects(before));
  if (runs.length > 0 || full) await vacuum(db, full);
  return { runs, sweeps, projects };
}

async function idsOf(db: Database, query: Prisma.Sql): Promise<number[]> {
  const rows = await db.prisma.$queryRaw<{ id: number }[]>(query);
  return rows.map(({ id }) => id);
}

/** Tables that hold what runs say. */
const tables = ['run', 'run_param', 'metric_chunk', 'metric_summary', 'confusion', 'sheet', 'console_chunk'];

async function vacuum(db: Database, full: boolean): Promise<void> {
  const words = full ? 'vacuum (full, analyze)' : 'vacuum (analyze)';
  await atLeisure(db, async (client) => {
    for (const table of tables) await client.query(`${words} ${table}`);
  });
}
