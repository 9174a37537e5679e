import { changesSince, getSweep, listTrials, watchChanges } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { AppError, isTrial } from '@tenbin/contracts';
import type { TrialRow, SweepRow } from '@tenbin/contracts';
import { eventsOf } from '../progress/events.ts';
import type { TrialEvent } from '../progress/events.ts';

/** How a sweep stands, and what happened since the last time. */
export interface SweepNews {
  sweep: SweepRow;
  runs: TrialRow[];
  events: TrialEvent[];
}

export interface FollowOptions {
  db: Database;
  sweepId: number;
  signal: AbortSignal;
  log: (line: string) => void;
}

/**
 * How a sweep stands, now and at every change, until nothing more happens in it or `signal` is aborted.
 * @throws AppError `not_found` when there is no such sweep, or no more
 */
export async function* followSweep({ db, sweepId, signal, log }: FollowOptions): AsyncGenerator<SweepNews> {
  let { cursor } = await changesSince(db, { cursor: '', sweepId });
  let sweep: SweepRow = await getSweep(db, sweepId);
  const runs = new Map<number, TrialRow>();
  const take = (changed: TrialRow[]): SweepNews => {
    const events = changed
      .toSorted((a, b) => a.trial - b.trial)
      .flatMap((run) => eventsOf(runs.get(run.id), run));
    for (const run of changed) runs.set(run.id, run);
    return { sweep, runs: [...runs.values()], events };
  };
  yield take(await listTrials(db, { sweepId }));
  if (isOver(sweep)) return;
  let told = false;
  for await (const _ of watchChanges(db, signal)) {
    try {
      const changes = await changesSince(db, { cursor, sweepId });
      // Says that there is none.
      sweep = changes.gone ? await getSweep(db, sweepId) : (changes.sweep ?? sweep);
      cursor = changes.cursor;
      yield take(changes.runs.filter((run) => isTrial(run)));
      told = false;
      if (isOver(sweep)) return;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') throw error;
      if (told) continue;
      told = true;
      log(`the progress cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Finished, or stopped by people and at rest. */
function isOver({ status, counts }: SweepRow): boolean {
  return status === 'finished' || (status === 'stopped' && counts.running === 0);
}
