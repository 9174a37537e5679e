import { isTrial } from '@tenbin/contracts';
import type { RunRow, TrialRow } from '@tenbin/contracts';
import type { Database } from '../database.ts';
import { runRows } from './run-rows.ts';

export interface ListRunsOptions {
  sweepId?: number;
  ids?: number[];
}

/** All runs, those of a sweep, or those of these ids, in the order in which they began. */
export async function listRuns(db: Database, { sweepId, ids }: ListRunsOptions = {}): Promise<RunRow[]> {
  return runRows(db, { sweepId, ids });
}

/** The trials of sweeps among them. */
export async function listTrials(db: Database, options: ListRunsOptions = {}): Promise<TrialRow[]> {
  return (await listRuns(db, options)).filter((run) => isTrial(run));
}
