import { runControls, toJson } from '@tenbin/contracts';
import type { RunControl, RunRow } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/runs.ts';
import { hasSettled, judgementGrace } from '../queue/sweep-queue.ts';

type RunError = NonNullable<RunRow['error']>;

const beaten = z.object({ control: z.enum(runControls).nullable() });

/**
 * Says that a run lives, and hears what people ask of it. Not living: it has ended, or another attempt has begun, and
 * nothing it writes counts.
 */
export async function beat(
  db: Database,
  { runId, attempt }: { runId: number; attempt: number },
): Promise<{ lives: boolean; control: RunControl | null }> {
  const { text, values } = queries.beat(runId, attempt);
  const [row] = (await db.pulse.query<object>(text, values)).rows;
  return row === undefined ? { lives: false, control: null } : { lives: true, ...beaten.parse(row) };
}

const closed = z.object({ id: z.int(), status: z.enum(['queued', 'paused', 'canceled', 'crashed']) });

/**
 * Ends an attempt whose process is gone without having said how its run ended. The run waits for the next attempt, or is
 * paused or canceled as people asked, or has crashed once too often.
 * @param options.crash why the process died; null when it was told to end
 * @returns its status now; null when the run had its end already or another attempt has begun
 */
export async function closeAttempt(
  db: Database,
  { runId, attempt, crash }: { runId: number; attempt: number; crash: RunError | null },
): Promise<z.infer<typeof closed>['status'] | null> {
  const error = crash === null ? null : JSON.stringify(toJson(crash));
  const rows = await db.prisma.$queryRaw<unknown[]>(
    queries.closeAttempt({ runId, attempt, crashed: crash !== null, error }),
  );
  const [row] = rows.map((raw) => closed.parse(raw));
  if (row) await db.prisma.$queryRaw(live.notify);
  return row?.status ?? null;
}

/**
 * Ends attempts whose last sign of life is older than that: their worker is dead, and their jobs go to others. None as
 * long as the server has not been up for long enough to hear of everybody.
 * @returns the ids of those runs
 */
export async function closeStale(
  db: Database,
  { olderThanSeconds, graceSeconds = judgementGrace }: { olderThanSeconds: number; graceSeconds?: number },
): Promise<number[]> {
  if (!(await hasSettled(db, graceSeconds))) return [];
  const error: RunError = {
    code: 'trial_crashed',
    message: `Its worker gave no sign of life for ${String(olderThanSeconds)} s: the process or the machine died.`,
    hint: 'A worker that takes the trial up again goes on from its checkpoint; the log of that worker may know the cause.',
  };
  const rows = await db.prisma.$queryRaw<unknown[]>(
    queries.closeStale(olderThanSeconds, JSON.stringify(toJson(error))),
  );
  if (rows.length > 0) await db.prisma.$queryRaw(live.notify);
  return rows.map((raw) => closed.parse(raw).id);
}
