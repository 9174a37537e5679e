import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.ts';

/** No more than ten wake-ups a second. */
const quietMs = 100;
/** Notices can be lost, through a proxy that drops LISTEN for example: then this is how late we are. */
const usualSilenceMs = 5000;

/**
 * Wake-ups, each saying "look again": after a change, after the connection was lost and found, and at least
 * every `longestSilenceMs`. It ends when the signal is aborted or the loop over it is left.
 * ```ts
 * for await (const _ of watchChanges(db, signal)) changes = await changesSince(db, { cursor: changes.cursor });
 * ```
 */
export async function* watchChanges(
  db: Database,
  signal?: AbortSignal,
  { longestSilenceMs = usualSilenceMs }: { longestSilenceMs?: number } = {},
): AsyncGenerator<void, void, void> {
  let notice = new AbortController();
  const unsubscribe = db.listener.subscribe(() => {
    notice.abort();
  });
  try {
    for (;;) {
      await pause(longestSilenceMs, signal ? AbortSignal.any([signal, notice.signal]) : notice.signal);
      if (signal?.aborted) return;
      notice = new AbortController();
      yield;
      await pause(quietMs, signal);
    }
  } finally {
    unsubscribe();
  }
}

/** Sleeps, less long when the signal is aborted. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal ? { signal } : {}).catch(() => {}); // woken early
}
