import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  beatWorker,
  closeSilentRuns,
  closeStale,
  judgementGrace,
  openDatabase,
  registerWorker,
  removeWorker,
  sweepQueue,
} from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { AppError } from '@tenbin/contracts';
import type { WorkerState } from '@tenbin/contracts';
import { provenanceOfRuns } from '../provenance/provenance.ts';
import { deliverLeftSpools } from './left-spools.ts';
import { every } from './every.ts';
import { thisMachine, threadsHere } from './machine.ts';
import { memoryRoom } from './memory-room.ts';
import type { Workplace } from './serve-job.ts';
import { takeJobs } from './take-jobs.ts';

/** Time between two heartbeats of the worker, in milliseconds: so late it hears what people want of it. */
const beatMs = 3_000;
/** A run whose last heartbeat is older than this has lost its worker. */
const staleSeconds = 15;

export interface WorkerOptions {
  home: string;
  databaseUrl: string;
  /** Environment to hand to trial processes. */
  environment: NodeJS.ProcessEnv;
  /** Trials at the same time. */
  concurrency: number;
  /** Name of the engine that its trials will use, for people. */
  engine: string;
  /** Seconds without work after which the worker ends by itself; null: never. */
  idleSeconds: number | null;
  /** Ends the worker; its trials go on elsewhere. */
  stop: AbortSignal;
  /** Kills its trials. */
  kill: AbortSignal;
  log: (line: string) => void;
}

/** Takes jobs and trains their trials until it is stopped; then its trials are back in the queue and their processes gone. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { concurrency, engine, environment, home, log, idleSeconds } = options;
  // Begins with the host, because that is what people look for on the page of a run.
  const workerId = `${hostname()}-${randomUUID().slice(0, 8)}`;
  const machine = thisMachine();
  const asked = new AbortController();
  const stop = AbortSignal.any([options.stop, asked.signal]);
  await using db = await openDatabase(options.databaseUrl);
  await using queue = await sweepQueue(db, { log });
  const place: Workplace = {
    ...options,
    stop,
    db,
    queue,
    workerId,
    spools: join(home, 'spool'),
    threads: threadsHere(environment, machine, concurrency),
    memory: memoryRoom(machine.memory),
    provenance: await provenanceOfRuns(),
    alive: new Set(),
  };
  const facts = { id: workerId, host: hostname(), cores: machine.cores, memoryBytes: machine.memory };
  const register = () => registerWorker(db, { ...facts, concurrency, engine });
  await register();
  let state: WorkerState = 'working';
  const hear = async (): Promise<void> => {
    const heard = await beatWorker(db, workerId);
    if (heard === null) await register();
    if (heard !== null && heard !== state) log(`worker ${workerId} is ${heard}, as people asked`);
    state = heard ?? 'working';
    if (state === 'stopping') asked.abort(stoppedByPeople());
  };
  try {
    await using duties = new AsyncDisposableStack();
    duties.use(lookAfter(place, hear));
    duties.use(deliverForTheDead(place));
    log(`worker ${workerId} takes up to ${concurrency} trials at the same time`);
    await takeJobs(place, { concurrency, idleSeconds, isPaused: () => state !== 'working' });
  } finally {
    await removeWorker(db, workerId).catch((error: unknown) => log(String(error)));
  }
}

/** Beats, and looks for the dead. After trouble with the database it first lets everybody be heard. */
function lookAfter({ db, log }: Workplace, hear: () => Promise<void>): AsyncDisposable {
  let troubled = -Infinity;
  return every({
    ms: beatMs,
    act: async () => {
      await hear();
      if (performance.now() - troubled > judgementGrace * 1000) await buryTheDead(db, log);
    },
    onError: (error) => {
      troubled = performance.now();
      log(`the worker's heartbeat failed: ${String(error)}`);
    },
  });
}

/** Delivers what dead trials have left, beside the heartbeat: it may take long. */
function deliverForTheDead({ db, spools, alive, log }: Workplace): AsyncDisposable {
  return every({
    ms: beatMs,
    act: () => deliverLeftSpools({ db, directory: spools, alive, log }),
    onError: (error) => log(`what dead trials left could not be delivered: ${String(error)}`),
  });
}

async function buryTheDead(db: Database, log: (line: string) => void): Promise<void> {
  for (const runId of await closeSilentRuns(db)) log(`run ${runId}: its program is gone`);
  for (const runId of await closeStale(db, { olderThanSeconds: staleSeconds })) {
    log(`run ${runId}: its worker is gone`);
  }
}

function stoppedByPeople(): AppError {
  return new AppError({
    code: 'interrupted',
    message: 'The worker was told to stop.',
    hint: 'Its trials are back in the queue.',
  });
}
