import { watchChanges } from '@tenbin/db';
import type { Database, Job } from '@tenbin/db';
import { Bell } from './bell.ts';
import { serveJob } from './serve-job.ts';
import type { Outcome, Workplace } from './serve-job.ts';

/** The longest an idle worker waits before it looks for a job, in milliseconds; a change wakes it earlier. */
const idleMs = 5_000;
/** How long a sweep is left alone whose trials cannot be taken now, in milliseconds. */
const shunMs = 3_000;
/** The same after a trial of it has died here: doubled with each further death in a row, in milliseconds. */
const death = { firstMs: 500, longestMs: 60_000 };

export interface TakeOptions {
  /** Trials at the same time. */
  concurrency: number;
  /** Seconds without work after which it is over; null: never. */
  idleSeconds: number | null;
  isPaused: () => boolean;
}

/** Takes jobs and serves them until the worker is stopped or has been without work for too long. */
export async function takeJobs(place: Workplace, options: TakeOptions): Promise<void> {
  const { concurrency, idleSeconds, isPaused } = options;
  const { db, log } = place;
  const over = new AbortController();
  const stop = AbortSignal.any([place.stop, over.signal]);
  const bell = new Bell();
  const trials = new Set<Promise<void>>();
  const shunned = shunnedSweeps(log);
  const watching = ringOnChanges(db, bell, stop);
  let idleSince = performance.now();
  while (!stop.aborted) {
    if (trials.size > 0) idleSince = performance.now();
    const idleLeft = idleSeconds === null ? Infinity : idleSince + idleSeconds * 1000 - performance.now();
    const job = trials.size < concurrency && !isPaused() ? await takeJob(place, shunned.sweeps()) : null;
    if (job === null) {
      if (idleLeft <= 0) {
        log(`no work for ${idleSeconds} s: this worker ends`);
        over.abort();
      } else await bell.wait(Math.max(1, Math.min(idleMs, shunned.nextMs(), idleLeft)), stop);
      continue;
    }
    // One claim after the other: what has the highest place in the queue is also the first to begin.
    const served = await serveJob(job, place);
    if (served.kind === 'later') shunned.add(job.sweepId, served.why);
    if (served.kind !== 'training') continue;
    const trial = served.over.then((outcome) => shunned.heard(job.sweepId, outcome));
    trials.add(trial);
    void trial.finally(() => {
      trials.delete(trial);
      bell.ring();
    });
  }
  await Promise.all([...trials, watching]);
}

async function takeJob({ queue, log }: Workplace, skipped: Iterable<number>): Promise<Job | null> {
  try {
    return await queue.take(skipped);
  } catch (error) {
    log(`no job could be taken: ${String(error)}`);
    return null;
  }
}

/** Sweeps whose trials could not be taken a moment ago; each reason is told once. */
function shunnedSweeps(log: (line: string) => void) {
  const until = new Map<number, number>();
  const said = new Map<number, string>();
  const deaths = new Map<number, number>();
  const forget = (): void => {
    const now = performance.now();
    for (const [sweepId, end] of until) if (end <= now) until.delete(sweepId);
  };
  return {
    add(sweepId: number, why: string): void {
      until.set(sweepId, performance.now() + shunMs);
      if (said.get(sweepId) !== why) log(`no trial of sweep ${sweepId} is taken now: ${why}`);
      said.set(sweepId, why);
    },
    /** A machine on which every trial dies at once must not use up the attempts of a whole sweep. */
    heard(sweepId: number, outcome: Outcome): void {
      const inARow = outcome === 'well' ? 0 : (deaths.get(sweepId) ?? 0) + 1;
      deaths.set(sweepId, inARow);
      if (inARow === 0) return;
      const pause = Math.min(death.longestMs, death.firstMs * 2 ** (inARow - 1));
      until.set(sweepId, performance.now() + pause);
    },
    sweeps(): number[] {
      forget();
      return [...until.keys()];
    },
    nextMs(): number {
      forget();
      return Math.min(Infinity, ...until.values()) - performance.now();
    },
  };
}

async function ringOnChanges(db: Database, bell: Bell, stop: AbortSignal): Promise<void> {
  for await (const _ of watchChanges(db, stop)) bell.ring();
}
