import { datasetTitle, sweepStates } from '@tenbin/contracts';
import type { SweepDetail, SweepRow } from '@tenbin/contracts';
import { z } from 'zod';
import type { Readable } from '../client.ts';
import type { Database } from '../database.ts';
import * as queries from '../queries/sweeps.ts';
import { specColumn, sweepProvenanceColumn } from '../runs/row-schemas.ts';
import { listedForSeconds } from '../workers/workers.ts';
import { noSweep } from './past-trials.ts';

const row = z.object({
  id: z.int(),
  name: z.string(),
  spec: specColumn,
  source: z.string(),
  provenance: sweepProvenanceColumn,
  state: z.enum(sweepStates),
  total: z.int(),
  cureOf: z.int().nullable(),
  createdAt: z.number(),
  taken: z.int(),
  epochs: z.int(),
  queued: z.int(),
  running: z.int(),
  paused: z.int(),
  pruned: z.int(),
  finished: z.int(),
  failed: z.int(),
  crashed: z.int(),
  canceled: z.int(),
  overfitting: z.int(),
  lastEndedAt: z.number().nullable(),
  bestRunId: z.int().nullable(),
  bestRunName: z.string().nullable(),
  bestValue: z.number().nullable(),
  bestEpoch: z.int().nullable(),
});

/** All sweeps, the newest first. */
export async function listSweeps(db: Database): Promise<SweepRow[]> {
  const details = await sweepDetails(db);
  return details.map(withoutSpec);
}

/** One sweep as a list shows it, undefined when there is none of that id. */
export async function sweepRow(db: Readable, id: number): Promise<SweepRow | undefined> {
  const [detail] = await sweepDetails(db, id);
  return detail && withoutSpec(detail);
}

/** @throws AppError `not_found` */
export async function getSweep(db: Database, id: number): Promise<SweepDetail> {
  const [sweep] = await sweepDetails(db, id);
  if (sweep) return sweep;
  throw noSweep(id);
}

/** What stands on top of every page. */
export interface Overview {
  running: number;
  runs: number;
  sweeps: number;
  overfitting: number;
  workers: number;
}

export async function overview(db: Database): Promise<Overview> {
  const [counts] = await db.prisma.$queryRaw<Overview[]>(queries.overview(listedForSeconds));
  return counts ?? { running: 0, runs: 0, sweeps: 0, overfitting: 0, workers: 0 };
}

function withoutSpec({ spec: _spec, source: _source, provenance: _from, ...sweep }: SweepDetail): SweepRow {
  return sweep;
}

/** All sweeps with what they were made from, the newest first, or the one of this id. */
export async function sweepDetails(db: Readable, id: number | null = null): Promise<SweepDetail[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.list(id));
  return rows.map((raw) => detailOf(row.parse(raw)));
}

function detailOf(found: z.infer<typeof row>): SweepDetail {
  const { id, name, spec, total, createdAt, overfitting, epochs, source, provenance } = found;
  const { running, paused, pruned, finished, failed, crashed, canceled } = found;
  const queued = found.queued + Math.max(0, total - found.taken);
  const ended = queued === 0 && running === 0 && paused === 0;
  return {
    id,
    name,
    method: spec.method,
    goal: spec.goal,
    against: spec.against,
    budget: spec.budget,
    priority: spec.priority,
    datasetPath: datasetTitle(spec.dataset),
    total,
    epochs,
    counts: { queued, running, paused, finished, pruned, failed, crashed, canceled },
    status: ended && !(found.state === 'stopped' && canceled > 0) ? 'finished' : found.state,
    best: bestOf(found),
    overfitting,
    cureOf: found.cureOf,
    createdAt,
    endedAt: ended ? found.lastEndedAt : null,
    spec,
    source,
    provenance,
  };
}

function bestOf({ bestRunId, bestRunName, bestValue, bestEpoch }: z.infer<typeof row>): SweepRow['best'] {
  if (bestRunId === null || bestRunName === null || bestValue === null || bestEpoch === null) return null;
  return { runId: bestRunId, runName: bestRunName, value: bestValue, epoch: bestEpoch };
}
