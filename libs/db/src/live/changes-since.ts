import { AppError, epochMetricKeys } from '@tenbin/contracts';
import type { Curve, RunRow, SweepRow } from '@tenbin/contracts';
import type { Readable } from '../client.ts';
import type { Database } from '../database.ts';
import * as curves from '../queries/curves.ts';
import * as live from '../queries/live.ts';
import * as sweeps from '../queries/sweeps.ts';
import { runRows } from '../runs/run-rows.ts';
import { sweepRow } from '../sweeps/read-sweeps.ts';

export interface Changes {
  /** What to ask with next time. */
  cursor: string;
  runs: RunRow[];
  /** Ids of runs that were deleted since. */
  removed: number[];
  /** The points of the per-epoch metrics written since; a run that began anew starts again at step 1. */
  curves: Curve[];
  /** The sweep that was asked for, when it or one of its runs changed. */
  sweep?: SweepRow;
  /** Whether the sweep that was asked for is there no more. */
  gone?: true;
}

interface ChangesOptions {
  /** From the call before; '' for "from now on". */
  cursor: string;
  sweepId?: number;
  runIds?: number[];
}

/**
 * What was written since the cursor was given out. A row may come again, but none is ever left out: a write that
 * had begun but was not yet visible then is older than no cursor.
 * @throws AppError `bad_input` when the cursor is not one of ours
 */
export async function changesSince(db: Database, options: ChangesOptions): Promise<Changes> {
  const { cursor, sweepId, runIds } = options;
  if (!/^\d{0,19}$/.test(cursor)) throw notOurs(cursor);
  return db.snapshot(async (moment) => {
    const [row] = await moment.prisma.$queryRaw<{ cursor: string }[]>(live.cursor);
    const next = row?.cursor ?? cursor;
    if (cursor === '') return { cursor: next, runs: [], removed: [], curves: [] };
    const runs = await runRows(moment, { sweepId, ids: runIds, changedSince: cursor });
    const removed = await moment.prisma.$queryRaw<{ id: number }[]>(live.removedSince(cursor));
    const points = await moment.prisma.$queryRaw<Curve[]>(
      curves.points({
        runIds: runIds ?? null,
        sweepId: sweepId ?? null,
        keys: [...epochMetricKeys],
        changedSince: cursor,
      }),
    );
    const own = sweepId === undefined ? 'same' : await changeOf(moment, sweepId, cursor);
    const isNew = sweepId !== undefined && own !== 'gone' && (runs.length > 0 || own === 'changed');
    const sweep = isNew ? await sweepRow(moment, sweepId) : undefined;
    return {
      cursor: next,
      runs,
      removed: removed.map(({ id }) => id),
      curves: points,
      ...(sweep ? { sweep } : {}),
      ...(own === 'gone' ? { gone: true } : {}),
    };
  });
}

async function changeOf(
  { prisma }: Readable,
  sweepId: number,
  cursor: string,
): Promise<'same' | 'changed' | 'gone'> {
  const [row] = await prisma.$queryRaw<{ changed: boolean }[]>(sweeps.changedSince(sweepId, cursor));
  if (row === undefined) return 'gone';
  return row.changed ? 'changed' : 'same';
}

function notOurs(cursor: string): AppError {
  return new AppError({
    code: 'bad_input',
    message: `"${cursor}" is no cursor of a list of changes.`,
    hint: 'Pass the cursor of the answer before, or an empty one to start from now.',
  });
}
