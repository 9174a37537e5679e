import { setInterval } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../database.ts';
import * as queries from '../queries/queue.ts';
import { pgBoss, queueName } from './sweep-jobs.ts';

/** The permission to run one trial of a sweep. */
export interface Job {
  id: string;
  sweepId: number;
}

/**
 * The queue as a worker sees it. It tells the server that the worker lives; when it does not for 10 s, because
 * the process was killed, its jobs go to others. Disposing of it gives back the jobs that are still held.
 */
export interface Queue extends AsyncDisposable {
  /**
   * The next job, at once, of the sweep of the highest priority; null when there is none.
   * @param skipped sweeps that this worker does not want a job of now
   */
  take(skipped?: Iterable<number>): Promise<Job | null>;
  /** The trial came to an end. */
  done(job: Job): Promise<void>;
  /** The trial waits for another attempt, here or elsewhere. */
  release(job: Job): Promise<void>;
  /** No more signs of life for the job, whatever became of it: if it has no end yet, it goes to another worker. */
  drop(job: Job): void;
  /** The trial failed or crashed for good: the job ends too, and the queue remembers why. */
  fail(job: Job, reason: string): Promise<void>;
}

/** Well within the 10 s after which a silent worker counts as dead. */
const beatMs = 2500;
/** Seconds after an outage in which everybody may say that they live before anybody is taken for dead. */
export const judgementGrace = 12;

const jobData = z.object({ sweepId: z.int() });

/** @throws Error when the queue's tables are missing or of another version: run `migrate` first */
export async function sweepQueue(
  db: Database,
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<Queue> {
  const boss = pgBoss({ executeSql: (text, values) => db.pulse.query(text, values) }, { migrate: false });
  boss.on('error', (error) => {
    log(`queue: ${error.message}`);
  });
  await boss.start();
  const held = new Map<string, { id: string; retryCount: number }>();
  const closing = new AbortController();

  let troubled = -Infinity;

  /** First our own sign of life, then a look for dead workers. */
  async function beat(): Promise<void> {
    if (held.size > 0) await boss.touch(queueName, [...held.values()]);
    const calm = performance.now() - troubled > judgementGrace * 1000;
    if (calm && (await hasSettled(db, judgementGrace))) await boss.supervise(queueName);
  }

  async function beatUntilClosed(): Promise<void> {
    try {
      for await (const _ of setInterval(beatMs, undefined, { signal: closing.signal })) {
        await beat().catch((error: unknown) => {
          troubled = performance.now();
          log(`queue: ${String(error)}`);
        });
      }
    } catch (error) {
      if (!closing.signal.aborted) throw error;
    }
  }
  const beating = beatUntilClosed();

  async function end(job: Job, output: object): Promise<void> {
    const attempt = held.get(job.id);
    if (!attempt) return;
    await boss.complete(queueName, attempt, output);
    held.delete(job.id);
  }

  return {
    async take(skipped = []) {
      const closed = await db.prisma.$queryRaw<{ sweepId: string }[]>(queries.closedSweeps);
      const ignoreGroups = [...closed.map(({ sweepId }) => sweepId), ...Array.from(skipped, String)];
      const [job] = await boss.fetch(queueName, { includeMetadata: true, ignoreGroups });
      if (!job) return null;
      held.set(job.id, { id: job.id, retryCount: job.retryCount });
      return { id: job.id, sweepId: jobData.parse(job.data).sweepId };
    },
    done: (job) => end(job, {}),
    async release(job) {
      const attempt = held.get(job.id);
      if (!attempt) return;
      await boss.fail(queueName, attempt, { reason: 'given back' });
      held.delete(job.id);
    },
    fail: (job, reason) => end(job, { failed: reason }),
    drop: (job) => void held.delete(job.id),
    async [Symbol.asyncDispose]() {
      closing.abort();
      await beating;
      try {
        if (held.size > 0) await boss.fail(queueName, [...held.values()], { reason: 'the worker stopped' });
      } finally {
        await boss.stop({ graceful: false });
      }
    },
  };
}

/** Whether the server has been up for as long as workers need to be heard again. */
export async function hasSettled(db: Database, seconds: number): Promise<boolean> {
  const [row] = await db.prisma.$queryRaw<{ settled: boolean }[]>(queries.settled(seconds));
  return row?.settled === true;
}
