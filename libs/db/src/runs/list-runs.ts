import { isTrial } from '@tenbin/contracts';
import type { RunRow, TrialRow } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import { runRows } from './run-rows.ts';

type Cell = string | number | null | undefined;

/** What a table of runs can be sorted by. Metrics are those of the best epoch. */
const sortKeys = {
  id: (run) => run.id,
  name: (run) => run.name,
  trial: (run) => run.trial,
  status: (run) => run.status,
  epoch: (run) => run.epoch,
  startedAt: (run) => run.startedAt,
  endedAt: (run) => run.endedAt,
  verdict: (run) => run.verdict?.state,
  loss: (run) => run.best?.loss,
  val_loss: (run) => run.best?.val_loss,
  accuracy: (run) => run.best?.accuracy,
  val_accuracy: (run) => run.best?.val_accuracy,
} satisfies Record<string, (run: RunRow) => Cell>;

export type RunSortKey = keyof typeof sortKeys;

export interface ListRunsOptions {
  sweepId?: number;
  ids?: number[];
  /** By default the order in which the runs began. */
  sort?: { key: RunSortKey; direction: 'asc' | 'desc' };
  limit?: number;
}

/** Runs as a table shows them. In either direction a run without the value that is sorted by comes last. */
export async function listRuns(db: Database, options: ListRunsOptions = {}): Promise<RunRow[]> {
  const { sweepId, ids, sort, limit } = options;
  const runs = await runRows(db, { sweepId, ids });
  if (sort) {
    const cell: (run: RunRow) => Cell = sortKeys[sort.key];
    runs.sort((a, b) => compare(cell(a), cell(b), sort.direction) || a.id - b.id);
  }
  return runs.slice(0, limit);
}

/** The trials of sweeps among them. */
export async function listTrials(db: Database, options: ListRunsOptions = {}): Promise<TrialRow[]> {
  return (await listRuns(db, options)).filter((run) => isTrial(run));
}

function compare(a: Cell, b: Cell, direction: 'asc' | 'desc'): number {
  if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
  const order = typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : Number(a) - Number(b);
  return direction === 'asc' ? order : -order;
}

function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell);
}
