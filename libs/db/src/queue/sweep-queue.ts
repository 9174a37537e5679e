import { setInterval } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../database.ts';
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
  /** The next job, at once: null when there is none. A worker that waits asks again every half second. */
  take(): Promise<Job | null>;
  /** The trial came to an end. */
  done(job: Job): Promise<void>;
  /** The trial failed or crashed for good: the job ends too, and the queue remembers why. */
  fail(job: Job, reason: string): Promise<void>;
}

/** Well within the 10 s after which a silent worker counts as dead. */
const beatMs = 2500;

const jobData = z.object({ sweepId: z.int() });

/** @throws Error when the queue's tables are missing or of another version: run `migrate` first */
export async function sweepQueue(
  db: Database,
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<Queue> {
  const boss = pgBoss({ executeSql: (text, values) => db.pool.query(text, values) }, { migrate: false });
  boss.on('error', (error) => {
    log(`queue: ${error.message}`);
  });
  await boss.start();
  const held = new Map<string, { id: string; retryCount: number }>();
  const closing = new AbortController();

  /** First our own sign of life, then a look for dead workers: after an outage we must not be taken for one. */
  async function beat(): Promise<void> {
    if (held.size > 0) await boss.touch(queueName, [...held.values()]);
    await boss.supervise(queueName);
  }

  async function beatUntilClosed(): Promise<void> {
    try {
      for await (const _ of setInterval(beatMs, undefined, { signal: closing.signal })) {
        await beat().catch((error: unknown) => {
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
    async take() {
      const [job] = await boss.fetch(queueName, { includeMetadata: true });
      if (!job) return null;
      held.set(job.id, { id: job.id, retryCount: job.retryCount });
      return { id: job.id, sweepId: jobData.parse(job.data).sweepId };
    },
    done: (job) => end(job, {}),
    fail: (job, reason) => end(job, { failed: reason }),
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
