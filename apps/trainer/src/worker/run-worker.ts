import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  beatWorker,
  markStale,
  openDatabase,
  registerWorker,
  removeWorker,
  sweepQueue,
  watchChanges,
} from '@tenbin/db';
import type { Database, Job, Queue } from '@tenbin/db';
import { Bell } from './bell.ts';
import { deliverLeftSpools } from './left-spools.ts';
import { every } from './every.ts';
import { thisMachine, trialEnvironment } from './machine.ts';
import { serveJob } from './serve-job.ts';
import type { Workplace } from './serve-job.ts';

/** Time between two heartbeats of the worker, in milliseconds. */
const beatMs = 5_000;
/** A run whose last heartbeat is older than this has lost its worker. */
const staleSeconds = 15;
/** The longest an idle worker waits before it looks for a job, in milliseconds; a change wakes it earlier. */
const idleMs = 5_000;

export interface WorkerOptions {
  home: string;
  databaseUrl: string;
  /** Environment to hand to trial processes. */
  environment: NodeJS.ProcessEnv;
  /** Trials at the same time. */
  concurrency: number;
  /** Name of the engine that its trials will use, for people. */
  engine: string;
  /** Ends the worker and cancels its trials. */
  stop: AbortSignal;
  /** Kills its trials. */
  kill: AbortSignal;
  log: (line: string) => void;
}

/** Takes jobs and trains their trials until it is stopped; then its trials are canceled and gone. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { concurrency, engine, stop, log } = options;
  // Begins with the host, because that is what people look for on the page of a run.
  const workerId = `${hostname()}-${randomUUID().slice(0, 8)}`;
  await using db = await openDatabase(options.databaseUrl);
  await using queue = await sweepQueue(db);
  const place: Workplace = {
    ...options,
    db,
    queue,
    workerId,
    spools: join(options.home, 'spool'),
    environment: trialEnvironment(options.environment, thisMachine(), concurrency),
    alive: new Set(),
  };
  await registerWorker(db, { id: workerId, host: hostname(), concurrency, engine });
  try {
    await using _ = every({
      ms: beatMs,
      act: () => lookAfter(place),
      onError: (error) => log(`the worker's heartbeat failed: ${String(error)}`),
    });
    log(`worker ${workerId} takes up to ${concurrency} trials at the same time`);
    await takeJobs(place, concurrency, stop);
  } finally {
    await removeWorker(db, workerId).catch((error: unknown) => log(String(error)));
  }
}

async function lookAfter({ db, workerId, spools, alive, log }: Workplace): Promise<void> {
  await beatWorker(db, workerId);
  for (const runId of await markStale(db, { olderThanSeconds: staleSeconds })) {
    log(`run ${runId}: its worker is gone, it is marked as crashed`);
  }
  await deliverLeftSpools({ db, directory: spools, alive, log });
}

async function takeJobs(place: Workplace, concurrency: number, stop: AbortSignal): Promise<void> {
  const { db, queue, log } = place;
  const bell = new Bell();
  const trials = new Set<Promise<void>>();
  const watching = ringOnChanges(db, bell, stop);
  while (!stop.aborted) {
    const job = trials.size < concurrency ? await takeJob(queue, log) : null;
    if (job === null) {
      await bell.wait(idleMs, stop);
      continue;
    }
    const trial = serveJob(job, place).catch(async (error: unknown) => {
      log(`a job of sweep ${job.sweepId} failed: ${String(error)}`);
      await queue.fail(job, String(error)).catch(() => {});
    });
    trials.add(trial);
    void trial.finally(() => {
      trials.delete(trial);
      bell.ring();
    });
  }
  await Promise.all([...trials, watching]);
}

async function takeJob(queue: Queue, log: (line: string) => void): Promise<Job | null> {
  try {
    return await queue.take();
  } catch (error) {
    log(`no job could be taken: ${String(error)}`);
    return null;
  }
}

async function ringOnChanges(db: Database, bell: Bell, stop: AbortSignal): Promise<void> {
  for await (const _ of watchChanges(db, stop)) bell.ring();
}
