import { runControls, runStatus } from '@tenbin/contracts';
import type { EpochMetrics, RunRow } from '@tenbin/contracts';
import { z } from 'zod';
import type { Readable } from '../client.ts';
import * as queries from '../queries/runs.ts';
import { configColumn, errorColumn, verdictColumn } from './row-schemas.ts';

/** The four metrics at an epoch, in the order of `epochMetricKeys`; null where none was logged. */
const fourMetrics = z.tuple([cell(), cell(), cell(), cell()]);

const row = z.object({
  id: z.int(),
  name: z.string(),
  sweepId: z.int(),
  sweepName: z.string(),
  trial: z.int(),
  status: runStatus,
  config: configColumn,
  epoch: z.int(),
  bestEpoch: z.int().nullable(),
  best: fourMetrics,
  last: fourMetrics,
  verdict: verdictColumn,
  worker: z.string().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  error: errorColumn,
  control: z.enum(runControls).nullable(),
});

/** The runs that match, by id. */
export async function runRows(db: Readable, filter: queries.RunFilter): Promise<RunRow[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.list(filter));
  return rows.map((raw) => {
    const { bestEpoch, best, last, ...rest } = row.parse(raw);
    return {
      ...rest,
      best: bestEpoch === null ? null : metricsAt(bestEpoch, best),
      last: rest.epoch === 0 ? null : metricsAt(rest.epoch, last),
    };
  });
}

function metricsAt(
  epoch: number,
  [loss, val_loss, accuracy, val_accuracy]: z.infer<typeof fourMetrics>,
): EpochMetrics {
  return { epoch, loss, val_loss, accuracy, val_accuracy };
}

function cell() {
  return z
    .custom<number | null>((value) => value === null || typeof value === 'number')
    .transform((value) => value ?? NaN);
}
