import { claimTrial, closeAttempt, postgresSink } from '@tenbin/db';
import type { Claim, Database, Job, Queue } from '@tenbin/db';
import type { RunProvenance } from '@tenbin/contracts';
import { sweepStudy } from '@tenbin/sweep';
import { recoverSpool } from '@tenbin/tracking';
import type { Ending } from '../processes/child.ts';
import { trialExit } from '../trial/messages.ts';
import { crashOf } from './crash.ts';
import type { MemoryRoom } from './memory-room.ts';
import { patience, told } from './told.ts';
import { trainClaim } from './train-claim.ts';

export interface Workplace {
  db: Database;
  queue: Queue;
  workerId: string;
  home: string;
  databaseUrl: string;
  /** Folder of the spool files. */
  spools: string;
  /** Environment to hand to trial processes. */
  environment: NodeJS.ProcessEnv;
  /** Threads of a trial that this worker is the first to take. */
  threads: number;
  memory: MemoryRoom;
  provenance: RunProvenance;
  /** Runs whose trial processes are alive. */
  alive: Set<number>;
  stop: AbortSignal;
  kill: AbortSignal;
  log: (line: string) => void;
}

/** How the attempt at a trial went: badly when its process died. */
export type Outcome = 'well' | 'badly';

/** What came of a job: a trial that trains, nothing more to do, or why its sweep has no trial for this worker now. */
export type Served =
  { kind: 'training'; over: Promise<Outcome> } | { kind: 'nothing' } | { kind: 'later'; why: string };

/**
 * Trains the trial that `job` permits in a process of its own and sees to it that its run has an end, or goes on later.
 * Never throws: what cannot be served goes back to the queue.
 */
export async function serveJob(job: Job, place: Workplace): Promise<Served> {
  const { db, queue, workerId, threads, memory, log } = place;
  const leave = (): void => {
    queue.drop(job);
    memory.free(job.id);
  };
  const failed = async (error: unknown): Promise<Outcome> => {
    log(`a job of sweep ${job.sweepId} failed: ${String(error)}`);
    await queue.release(job).catch(() => {}); // once it is dropped it comes back by itself
    return 'badly';
  };
  try {
    const claimed = await claimTrial(db, {
      job,
      workerId,
      threads,
      ask: (spec, past) => sweepStudy(spec, past).ask(),
      refuse: (config, images) => memory.keep(job.id, config, images),
    });
    if (claimed.kind === 'run') {
      const over = trainAndSettle(job, claimed.claim, place).catch(failed).finally(leave);
      return { kind: 'training', over };
    }
    if (claimed.kind === 'later') await queue.release(job);
    else await queue.done(job);
    leave();
    return claimed;
  } catch (error) {
    await failed(error);
    leave();
    return { kind: 'later', why: String(error) };
  }
}

async function trainAndSettle(job: Job, claim: Claim, place: Workplace): Promise<Outcome> {
  const { queue, log, alive } = place;
  const { runId } = claim;
  const label = `run ${runId} (${claim.sweepName}, trial ${claim.trial}: ${claim.name})`;
  alive.add(runId);
  try {
    const ending = await trainClaim(claim, label, place).catch((error: unknown): Ending => ({
      code: 1,
      signal: null,
      lastWords: [String(error)],
    }));
    log(`${label}: its process ended (${ending.signal ?? ending.code})`);
    const refused = ending.code === trialExit.refused;
    const status = refused ? null : await told(place, () => settle(claim, ending, place));
    if (status === 'queued') log(`${label}: it goes back to the queue, and on from its checkpoint`);
    const over = status !== 'queued' && (status !== null || ending.code === trialExit.ended);
    await told(place, () => (over ? queue.done(job) : queue.release(job)));
    return isKnown(ending) ? 'well' : 'badly';
  } finally {
    alive.delete(runId);
  }
}

/** Delivers what the trial left in its spool; if no `end` was among it, the attempt ends the way its process did. */
async function settle({ runId, attempt }: Claim, ending: Ending, { db, spools, log, stop }: Workplace) {
  const signal = AbortSignal.timeout(patience(stop));
  const writer = { runId, attempt };
  await recoverSpool({ directory: spools, writer, sink: postgresSink(db), log, signal });
  const wasTold = ending.code === trialExit.left || stop.aborted;
  return closeAttempt(db, { runId, attempt, crash: wasTold ? null : crashOf(ending) });
}

/** Whether a trial process ended in one of the ways that it says. */
function isKnown({ code }: Ending): boolean {
  return Object.values<number | null>(trialExit).includes(code);
}
