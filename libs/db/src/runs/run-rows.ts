import { runControls, runParams, runStatus } from '@tenbin/contracts';
import type { EpochMetrics, LoggedRow, RunRow, TrialRow } from '@tenbin/contracts';
import { z } from 'zod';
import type { Readable } from '../client.ts';
import { columnOf } from '../json-column.ts';
import * as queries from '../queries/runs.ts';
import { configColumn, errorColumn, verdictColumn } from './row-schemas.ts';

/** Metrics at an epoch, in the order of `epochMetricKeys`; null where none was logged, none at all before the first. */
const fourMetrics = z.array(
  z
    .custom<number | null>((value) => value === null || typeof value === 'number')
    .transform((value) => value ?? NaN),
);

const facts = z.object({
  id: z.int(),
  uuid: z.string(),
  project: z.string(),
  name: z.string(),
  status: runStatus,
  params: columnOf(runParams),
  tags: z.array(z.string()),
  group: z.string().nullable(),
  parentId: z.int().nullable(),
  epoch: z.int(),
  bestEpoch: z.int().nullable(),
  best: fourMetrics,
  last: fourMetrics,
  verdict: verdictColumn,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  error: errorColumn,
  control: z.enum(runControls).nullable(),
});

const trial = facts.extend({
  sweepId: z.int(),
  sweepName: z.string(),
  trial: z.int(),
  config: configColumn,
  worker: z.string().nullable(),
});

const logged = facts.extend({
  sweepId: z.null(),
  sweepName: z.null(),
  trial: z.null(),
  config: z.null(),
  worker: z.null(),
});

/** The runs that match, by id. */
export async function runRows(db: Readable, filter: queries.RunFilter): Promise<RunRow[]> {
  const rows = await db.prisma.$queryRaw<{ sweepId: number | null }[]>(queries.list(filter));
  return rows.map(runRow);
}

export function runRow(raw: { sweepId: number | null }): RunRow {
  return raw.sweepId === null ? loggedRow(raw) : trialRow(raw);
}

/** The trials of sweeps that match, by id. */
export async function trialRows(db: Readable, filter: queries.RunFilter): Promise<TrialRow[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.list({ ...filter, kind: 'trial' }));
  return rows.map(trialRow);
}

function trialRow(raw: unknown): TrialRow {
  const { bestEpoch, best, last, ...row } = trial.parse(raw);
  return { ...row, best: metricsAt(bestEpoch, best), last: metricsAt(row.epoch, last) };
}

function loggedRow(raw: unknown): LoggedRow {
  const { bestEpoch, best, last, ...row } = logged.parse(raw);
  return { ...row, best: metricsAt(bestEpoch, best), last: metricsAt(row.epoch, last) };
}

function metricsAt(epoch: number | null, values: number[]): EpochMetrics | null {
  const [loss = NaN, val_loss = NaN, accuracy = NaN, val_accuracy = NaN] = values;
  return epoch === null || values.length === 0 ? null : { epoch, loss, val_loss, accuracy, val_accuracy };
}
