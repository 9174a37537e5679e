import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as queries from '../queries/live.ts';

/** Hears what writers tell, while somebody listens. */
export interface ChangeListener extends AsyncDisposable {
  /**
   * Calls `wake` after each notice and each time the connection is there, at first and again: notices told
   * meanwhile were not heard. Returns what ends it.
   */
  subscribe(wake: () => void): () => void;
}

const firstPauseMs = 100;
const longestPauseMs = 3000;

/** One connection for all subscribers, open only while there are some, and opened again when it is lost. */
export function changeListener(url: string): ChangeListener {
  const wakes = new Set<() => void>();
  let session: { stop: AbortController; over: Promise<void> } | null = null;

  function wakeAll(): void {
    for (const wake of wakes) wake();
  }

  function close(): Promise<void> {
    const ending = session;
    session = null;
    ending?.stop.abort();
    return ending?.over ?? Promise.resolve();
  }

  return {
    subscribe(wake) {
      wakes.add(wake);
      if (session) {
        queueMicrotask(wake);
      } else {
        const stop = new AbortController();
        session = { stop, over: listenUntil(stop.signal, url, wakeAll) };
      }
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0) void close();
      };
    },
    async [Symbol.asyncDispose]() {
      wakes.clear();
      await close();
    },
  };
}

async function listenUntil(signal: AbortSignal, url: string, wake: () => void): Promise<void> {
  let pause = firstPauseMs;
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    const hangUp = (): void => void client.end().catch(() => {}); // it is closed either way
    client.on('error', () => {}); // a lost connection is told by 'end'
    client.on('notification', wake);
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      await client.connect();
      await client.query(queries.listen);
      pause = firstPauseMs;
      wake();
      await ended;
    } catch {
      await client.end().catch(() => {}); // it never opened, or is closed already
    } finally {
      signal.removeEventListener('abort', hangUp);
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {}); // aborted: the loop ends
    pause = Math.min(pause * 2, longestPauseMs);
  }
}
