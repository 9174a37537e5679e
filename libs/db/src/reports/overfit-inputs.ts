import type { History, TrialRow, SweepDetail } from '@tenbin/contracts';
import type { Readable } from '../client.ts';
import type { Database } from '../database.ts';
import { trialRows } from '../runs/run-rows.ts';
import { noSweep } from '../sweeps/past-trials.ts';
import { sweepDetails } from '../sweeps/read-sweeps.ts';
import { historiesOf } from './histories.ts';

/** What a report on a sweep or on the whole project is made from. */
export interface OverfitInputs {
  /** Of a sweep: its own and those of its cures. */
  runs: TrialRow[];
  /** Of a sweep: itself and the cures of its runs; the newest first. */
  sweeps: SweepDetail[];
  /** Every epoch of the runs that overfit. */
  curves: Map<number, History>;
}

/**
 * Reads what a report needs of one moment, with the same few statements however many runs there are.
 * @throws AppError `not_found` when there is no such sweep
 */
export async function overfitInputs(
  db: Database,
  { sweepId }: { sweepId?: number | undefined } = {},
): Promise<OverfitInputs> {
  return db.snapshot(async (moment) => {
    const { runs, sweeps } =
      sweepId === undefined ? await wholeProject(moment) : await oneSweep(moment, sweepId);
    const overfitting = runs.filter(({ verdict }) => verdict?.state === 'overfitting').map(({ id }) => id);
    return { runs, sweeps, curves: await historiesOf(moment, overfitting) };
  });
}

async function wholeProject(moment: Readable): Promise<Omit<OverfitInputs, 'curves'>> {
  return { runs: await trialRows(moment, {}), sweeps: await sweepDetails(moment) };
}

async function oneSweep(moment: Readable, sweepId: number): Promise<Omit<OverfitInputs, 'curves'>> {
  const all = await sweepDetails(moment);
  const sweep = all.find(({ id }) => id === sweepId);
  if (!sweep) throw noSweep(sweepId);
  const own = await trialRows(moment, { sweepId });
  const ids = new Set(own.map(({ id }) => id));
  const cures = all.filter(({ id, cureOf }) => id !== sweepId && cureOf !== null && ids.has(cureOf));
  const sweeps = all.filter((each) => each === sweep || cures.includes(each));
  return { runs: [...own, ...(await runsOf(moment, cures))], sweeps };
}

/** Runs of some sweeps, by id. */
export async function runsOf(moment: Readable, sweeps: SweepDetail[]): Promise<TrialRow[]> {
  return sweeps.length === 0 ? [] : trialRows(moment, { sweepIds: sweeps.map(({ id }) => id) });
}
