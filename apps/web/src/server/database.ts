import { closeSilentRuns, openDatabase } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { createFeed } from './feed.ts';
import type { Feed } from './feed.ts';
import { readEnv } from './env.ts';

/** Milliseconds between two looks at which programs have fallen silent. */
const silenceLookMs = 5_000;

interface Connection {
  database: Database;
  feed: Feed;
}

declare global {
  /** One for the process: Next bundles pages and handlers apart, so a module of ours may be loaded twice. */
  var tenbinConnection: Promise<Connection> | undefined;
}

/**
 * The database and its change feed, opened at the first call and kept.
 * @throws AppError `database_unavailable`; the next call tries again
 */
export function connection(): Promise<Connection> {
  globalThis.tenbinConnection ??= open().catch((error: unknown) => {
    globalThis.tenbinConnection = undefined;
    throw error;
  });
  return globalThis.tenbinConnection;
}

async function open(): Promise<Connection> {
  const database = await openDatabase(readEnv().DATABASE_URL);
  const feed = createFeed(database);
  // Somebody has to notice that a program died without a word.
  const watch = setInterval(() => void closeSilentRuns(database).catch(() => {}), silenceLookMs);
  watch.unref();
  // Next waits for open answers before it ends, and a subscription never ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => feed[Symbol.dispose]());
  return { database, feed };
}
