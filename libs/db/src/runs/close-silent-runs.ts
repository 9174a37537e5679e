import { toJson } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import * as live from '../queries/live.ts';
import * as queries from '../queries/sessions.ts';
import { hasSettled, judgementGrace } from '../queue/sweep-queue.ts';

/**
 * Marks logged runs as crashed that gave no sign of life. None as long as the database has not been up for long enough to
 * hear of everybody.
 * @returns the ids of those runs
 */
export async function closeSilentRuns(
  db: Database,
  { afterSeconds = 25, graceSeconds = judgementGrace }: { afterSeconds?: number; graceSeconds?: number } = {},
): Promise<number[]> {
  if (!(await hasSettled(db, graceSeconds))) return [];
  const error = {
    code: 'trial_crashed',
    message: `Its program gave no sign of life for ${String(afterSeconds)} s: it died, or the network to it did.`,
    hint: 'If it lives, the run goes on when it is heard again. What it logged waits in its spool: tenbin sync.',
  };
  const rows = await db.prisma.$queryRaw<{ id: number }[]>(
    queries.closeSilent(afterSeconds, JSON.stringify(toJson(error))),
  );
  if (rows.length > 0) await db.prisma.$queryRaw(live.notify);
  return rows.map(({ id }) => id);
}
