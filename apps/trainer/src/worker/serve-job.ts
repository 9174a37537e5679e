import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beat, claimTrial, endRun, postgresSink } from '@tenbin/db';
import type { Claim, Database, Job, Queue } from '@tenbin/db';
import { createStudy } from '@tenbin/sweep';
import { recoverSpool } from '@tenbin/tracking';
import { startChild } from '../processes/child.ts';
import type { Child, Ending } from '../processes/child.ts';
import { trialExit } from '../trial/messages.ts';
import type { TrialMessage } from '../trial/messages.ts';
import { crashOf } from './crash.ts';
import { every } from './every.ts';

/** Time between two heartbeats of a run, in milliseconds. */
const beatMs = 3_000;
/** From asking a trial to stop to SIGTERM and to SIGKILL, in milliseconds. */
const stopping = { askMs: 2_000, killMs: 5_000 };
/** How long the end of a trial is told to a database that is away, in milliseconds, and how often. */
const telling = { patienceMs: 60_000, pauseMs: 1_000 };

export interface Workplace {
  db: Database;
  queue: Queue;
  workerId: string;
  home: string;
  databaseUrl: string;
  /** Folder of the spool files. */
  spools: string;
  /** Environment of a trial process. */
  environment: NodeJS.ProcessEnv;
  /** Runs whose trial processes are alive. */
  alive: Set<number>;
  stop: AbortSignal;
  kill: AbortSignal;
  log: (line: string) => void;
}

/** Trains the trial that `job` permits in a process of its own and sees to it that its run has an end. */
export async function serveJob(job: Job, place: Workplace): Promise<void> {
  const { db, queue, workerId, log } = place;
  const claim = await claimTrial(db, { job, workerId, ask: (spec, taken) => createStudy(spec).ask(taken) });
  if (claim === null) return queue.done(job);
  const { runId, attempt } = claim;
  const label = `run ${runId} (${claim.sweepName}, trial ${claim.trial}: ${claim.name})`;
  place.alive.add(runId);
  try {
    await using _ = every({
      ms: beatMs,
      act: async () => void (await beat(db, { runId, attempt })),
      onError: (error) => log(`${label}: its heartbeat failed: ${String(error)}`),
    });
    const ending = await train(claim, place);
    log(`${label}: its process ended (${ending.signal ?? ending.code})`);
    if (ending.code !== trialExit.refused) await told(place.log, () => settle(claim, ending, place));
    await told(place.log, () => queue.done(job));
  } finally {
    place.alive.delete(runId);
  }
}

async function train(claim: Claim, place: Workplace): Promise<Ending> {
  const { stop, kill, log } = place;
  const { runId, attempt, config } = claim;
  const child = await startChild({
    script: join(import.meta.dirname, '../trial/main.ts'),
    environment: place.environment,
    log: (line) => log(`run ${runId}: ${line}`),
  });
  log(`run ${runId}: attempt ${attempt} is trained by process ${child.pid}`);
  const { home, spools, databaseUrl } = place;
  child.send({
    type: 'start',
    job: { runId, attempt, config, home, spools, databaseUrl },
  } satisfies TrialMessage);
  const stopped = Promise.withResolvers<null>();
  const askToStop = (): void => stopped.resolve(null);
  stop.addEventListener('abort', askToStop, { once: true });
  kill.addEventListener('abort', child.kill, { once: true });
  try {
    if (stop.aborted) askToStop();
    return (await Promise.race([child.exited, stopped.promise])) ?? (await halt(child));
  } finally {
    stop.removeEventListener('abort', askToStop);
    kill.removeEventListener('abort', child.kill);
    child.kill();
  }
}

function halt(child: Child): Promise<Ending> {
  const ask = { type: 'stop', reason: 'the worker was stopped' } satisfies TrialMessage;
  return child.end({ ask, ...stopping });
}

/** Delivers what the trial left in its spool; if no `end` was among it, the run ends the way its process did. */
async function settle({ runId, attempt }: Claim, ending: Ending, place: Workplace): Promise<void> {
  const { db, spools: directory, log, stop } = place;
  const signal = AbortSignal.timeout(telling.patienceMs);
  await recoverSpool({ directory, runId, attempt, sink: postgresSink(db), log, signal });
  const canceled = {
    code: 'interrupted',
    message: 'the worker was stopped',
    hint: 'Start the sweep again to train it.',
  };
  await endRun(db, {
    runId,
    attempt,
    ...(stop.aborted
      ? { status: 'canceled', error: canceled }
      : { status: 'crashed', error: crashOf(ending) }),
  });
}

/** Does it again until it is done; a database that stays away leaves the rest to the next worker. */
async function told(log: (line: string) => void, act: () => Promise<void>): Promise<void> {
  const until = performance.now() + telling.patienceMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() > until) return log(`the end of a trial could not be told: ${String(error)}`);
      await sleep(telling.pauseMs);
    }
  }
}
