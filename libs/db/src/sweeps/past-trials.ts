import { AppError, runStatus } from '@tenbin/contracts';
import type { PastTrial, RunStatus, SweepSpec } from '@tenbin/contracts';
import { z } from 'zod';
import type { Readable } from '../client.ts';
import type { Database } from '../database.ts';
import * as queries from '../queries/past-trials.ts';
import { columnOf } from '../json-column.ts';
import { specColumn } from '../runs/row-schemas.ts';

/** NULL where there is no number; floats of Postgres come as they are. */
const cells = z
  .custom<(number | null)[]>((value) => Array.isArray(value))
  .transform((values) => values.map((value) => value ?? NaN));

const row = z.object({
  number: z.int(),
  parameters: columnOf(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  seed: z.int(),
  status: runStatus,
  epoch: z.int(),
  values: cells.nullable(),
  reports: cells.nullable(),
});

/** What a run's status means to a study: whatever may still come is running. */
const states: Record<RunStatus, PastTrial['state']> = {
  queued: 'running',
  running: 'running',
  paused: 'running',
  finished: 'complete',
  pruned: 'pruned',
  // A trial that people ended has no place among the answers.
  canceled: 'failed',
  failed: 'failed',
  crashed: 'failed',
};

/**
 * A sweep and its trials as its study remembers them.
 * @param detail what is not asked for is empty, and NaN in place of each report
 * @throws AppError `not_found`
 */
export async function pastTrials(
  db: Database,
  sweepId: number,
  detail: queries.Detail,
): Promise<{ spec: SweepSpec; past: PastTrial[] }> {
  const sweep = await db.prisma.sweep.findUnique({ where: { id: sweepId }, select: { spec: true } });
  if (!sweep) throw noSweep(sweepId);
  const spec = specColumn.parse(sweep.spec);
  return { spec, past: await readPastTrials(db, { sweepId, spec, detail }) };
}

export function noSweep(id: number): AppError {
  return new AppError({
    code: 'not_found',
    message: `There is no sweep ${String(id)}.`,
    hint: 'It may have been deleted: the list of sweeps shows those that exist.',
  });
}

/** As `pastTrials`, of a sweep that is known. */
export async function readPastTrials(
  db: Readable,
  { sweepId, spec, detail }: { sweepId: number; spec: SweepSpec; detail: queries.Detail },
): Promise<PastTrial[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.pastTrials(sweepId, spec, detail));
  return rows.map((raw) => {
    const { status, epoch, values, reports, ...trial } = row.parse(raw);
    return {
      ...trial,
      state: states[status],
      values: values ?? [],
      reports: reports ?? Array<number>(epoch).fill(NaN),
    };
  });
}

/** What the method of a sweep has to know to choose its next trial. */
export function detailFor({ method, earlyTermination }: SweepSpec): queries.Detail {
  const blind = method === 'grid' || method === 'random' || method === 'sobol';
  if (blind) return 'places';
  // TPE ranks a trial that was stopped by how far it came.
  return method === 'tpe' && earlyTermination.type !== 'none' ? 'curves' : 'values';
}
