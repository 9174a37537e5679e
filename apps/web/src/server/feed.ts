import { changesSince, listWorkers, watchChanges } from '@tenbin/db';
import type { Changes, Database } from '@tenbin/db';

/** What happened since a cursor, and how many workers are alive now. */
export interface Update extends Changes {
  workers: number;
}

/** The changes of the database for any number of readers, over one listener. */
export interface Feed extends Disposable {
  /**
   * Everything after `cursor` ('' for from now on), as it happens: the first update comes at once, later ones
   * when there is something to tell. Ends when `signal` aborts; throws when the database goes away.
   */
  since(cursor: string, signal: AbortSignal): AsyncGenerator<Update>;
  /** Ends every reading. */
  [Symbol.dispose](): void;
}

/** Makes the feed of a database; it listens while somebody reads. */
export function createFeed(database: Database): Feed {
  const bells = new Set<Bell>();
  const closing = new AbortController();
  let listener: AbortController | null = null;
  let reads = new Map<string, Promise<Update>>();

  async function listen(signal: AbortSignal): Promise<void> {
    for await (const _ of watchChanges(database, signal)) {
      reads = new Map();
      for (const bell of bells) bell.ring();
    }
  }

  /** Readers that are up to date share a cursor, and so share one read for each wake-up. */
  function read(cursor: string): Promise<Update> {
    const known = reads.get(cursor);
    if (known) return known;
    const update = readUpdate(database, cursor);
    reads.set(cursor, update);
    return update;
  }

  function join(): Bell {
    const bell = createBell(() => {
      bells.delete(bell);
      if (bells.size > 0) return;
      listener?.abort();
      listener = null;
    });
    bells.add(bell);
    if (listener === null) {
      listener = new AbortController();
      reads = new Map();
      void listen(listener.signal);
    }
    return bell;
  }

  return {
    async *since(cursor, reader) {
      using bell = join();
      const signal = AbortSignal.any([reader, closing.signal]);
      signal.addEventListener('abort', () => bell.ring(), { once: true });
      let update = cursor === '' ? await readUpdate(database, cursor) : await read(cursor);
      yield update;
      while (!signal.aborted) {
        await bell.rung();
        const next = await read(update.cursor);
        const told = next.runs.length + next.removed.length + next.curves.length;
        const news = told > 0 || next.workers !== update.workers;
        update = next;
        if (news) yield next;
      }
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}

async function readUpdate(database: Database, cursor: string): Promise<Update> {
  const [changes, workers] = await Promise.all([changesSince(database, { cursor }), listWorkers(database)]);
  return { ...changes, workers: workers.length };
}

/** A wake-up that is never lost: a ring between two waits ends the next one at once. */
interface Bell extends Disposable {
  ring(): void;
  rung(): Promise<void>;
}

function createBell(onDispose: () => void): Bell {
  let bell = Promise.withResolvers<void>();
  return {
    ring: () => bell.resolve(),
    async rung() {
      await bell.promise;
      bell = Promise.withResolvers<void>();
    },
    [Symbol.dispose]: onDispose,
  };
}
