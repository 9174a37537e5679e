import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import { createSweep, listWorkers, openDatabase } from '@tenbin/db';
import type { Database, NewSweep } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { superviseWorker } from '../processes/worker-child.ts';
import { provenanceOfSweep } from '../provenance/provenance.ts';
import { readUpFile } from '../up/up-file.ts';
import { followSweep } from './follow-sweep.ts';
import { interruptionOf } from './interruption.ts';
import { showProgress } from './show-progress.ts';
import { showSummary, unfinishedOf } from './summary.ts';

/** How often it looks whether there still is a worker, in milliseconds. */
const lookMs = 5_000;

export interface LaunchOptions {
  /** Whether it only queues the sweep. */
  detach: boolean;
  /** What there is to say, after the table of its runs, of a sweep that was followed to its end. */
  atEnd?: (db: Database, sweepId: number) => Promise<void>;
}

/**
 * Queues a sweep and shows it to its end, with a worker of its own when there is no other.
 * @throws AppError `trial_failed` when trials did not finish, `interrupted`
 */
export async function launchSweep(
  sweep: Omit<NewSweep, 'provenance'>,
  { detach, atEnd = async () => {} }: LaunchOptions,
  context: Context,
): Promise<void> {
  const { env, output, stop } = context;
  const { name } = sweep.spec;
  await using database = await reachDatabase(env, () => {});
  await using db = await openDatabase(database.url);
  const provenance = await provenanceOfSweep(['tenbin', ...process.argv.slice(2)].join(' '));
  stop.throwIfAborted();
  const id = await createSweep(db, { ...sweep, provenance });
  output.document({ event: 'queued', sweepId: id, name, total: sweep.total });
  if (detach) {
    output.say(`Sweep ${id} is queued.`);
    const idle = (await listWorkers(db)).length === 0;
    if (idle) output.say('No worker is running: `tenbin up` or `tenbin worker` trains it.');
    return;
  }
  const own = new AbortController();
  const done = new AbortController();
  const over = AbortSignal.any([stop, done.signal]);
  const show = async () => {
    try {
      return await showProgress(followSweep({ db, sweepId: id, signal: stop, log: output.say }), output);
    } finally {
      done.abort();
    }
  };
  const [last] = await Promise.all([show(), workWhenAlone({ db, over, own, ...context })]);
  if (stop.aborted) throw await interruptionOf({ db, id, stop, ours: own.signal.aborted });
  if (last === null) return;
  const dashboard = await readUpFile(env.home);
  showSummary(last, output, dashboard === null ? null : `${dashboard.url}/sweeps/${id}`);
  await atEnd(db, id);
  const unfinished = unfinishedOf(last);
  if (unfinished instanceof AppError) throw unfinished;
}

interface Alone extends Pick<Context, 'env' | 'output' | 'kill'> {
  db: Database;
  /** Aborted when there is nothing more to do. */
  over: AbortSignal;
  /** Aborted by this function when it starts a worker. */
  own: AbortController;
}

/** Starts a worker as soon as there is none: one that was killed is listed for a while before it is missed. */
async function workWhenAlone({ db, over, own, env, output, kill }: Alone): Promise<void> {
  while (!over.aborted && (await hasWorker(db))) {
    await sleep(lookMs, undefined, { signal: over }).catch(() => {});
  }
  if (over.aborted) return;
  own.abort();
  await superviseWorker({ env, databaseUrl: db.url, stop: over, kill, say: output.say });
}

/** Yes, too, while the database cannot be asked: then no worker would be of help. */
async function hasWorker(db: Database): Promise<boolean> {
  return listWorkers(db).then(
    (workers) => workers.some(({ state }) => state === 'working'),
    () => true,
  );
}
