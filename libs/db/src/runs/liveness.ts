import { toJson } from '@tenbin/contracts';
import type { RunRow, RunStatus } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/runs.ts';

/** Says that a run lives. False when it has ended or another attempt has begun: then nothing it writes counts. */
export async function beat(
  db: Database,
  { runId, attempt }: { runId: number; attempt: number },
): Promise<boolean> {
  return (await db.prisma.$executeRaw(queries.beat(runId, attempt))) > 0;
}

/** Ends a run whose trial died without saying so. Changes nothing when it has ended or another attempt has begun. */
export async function endRun(
  db: Database,
  options: {
    runId: number;
    attempt: number;
    status: Exclude<RunStatus, 'running'>;
    error?: NonNullable<RunRow['error']>;
  },
): Promise<void> {
  const { error } = options;
  const json = error ? JSON.stringify(toJson(error)) : null;
  const changed = await db.prisma.$executeRaw(queries.end({ ...options, error: json }));
  if (changed > 0) await db.prisma.$queryRaw(live.notify);
}

/**
 * Marks running runs as crashed whose last sign of life is older than that: their worker is dead.
 * @returns the ids of those runs
 */
export async function markStale(
  db: Database,
  { olderThanSeconds }: { olderThanSeconds: number },
): Promise<number[]> {
  const error: NonNullable<RunRow['error']> = {
    code: 'trial_crashed',
    message: `Its worker gave no sign of life for ${String(olderThanSeconds)} s: the process or the machine died.`,
    hint: 'A worker that takes the trial up again starts it from the beginning; look at the worker’s log for the cause.',
  };
  const rows = await db.prisma.$queryRaw<{ id: number }[]>(
    queries.endStale(olderThanSeconds, JSON.stringify(toJson(error))),
  );
  if (rows.length > 0) await db.prisma.$queryRaw(live.notify);
  return rows.map(({ id }) => id);
}
