import { setTimeout as sleep } from 'node:timers/promises';
import { getRun } from '@tenbin/db';
import type { Database } from '@tenbin/db';

/** Measures how long runs whose trial or worker was killed are without an owner. */
export interface Requeues extends AsyncDisposable {
  /** This run's owner is killed now. */
  expect(run: { id: number; startedAt: number }): void;
  /** Seconds of each, once all are known. */
  seconds(): Promise<number[]>;
}

/** How often it looks, in milliseconds. */
const lookMs = 200;

export function watchRequeues(db: Database): Requeues {
  const waits: Promise<number>[] = [];
  const over = new AbortController();
  const wait = async ({ id, startedAt }: { id: number; startedAt: number }): Promise<number> => {
    const begin = performance.now();
    while (!over.signal.aborted) {
      const run = await getRun(db, id, { pictures: false }).catch(() => null);
      if (run !== null && (run.status !== 'running' || run.startedAt !== startedAt)) break;
      await sleep(lookMs);
    }
    return (performance.now() - begin) / 1000;
  };
  return {
    expect: (run) => void waits.push(wait(run)),
    seconds: () => Promise.all(waits),
    async [Symbol.asyncDispose]() {
      over.abort();
      await Promise.all(waits);
    },
  };
}
