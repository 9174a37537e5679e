import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readServerFile, serverUrl } from './server-file.ts';
import type { ServerFile } from './server-file.ts';

/** Any number that only Tenbin uses. */
const ownerLock = 8_364_620;
/** SQLSTATE of a server that is starting up, recovering or shutting down. */
const cannotConnectNow = '57P03';
const recoveryWithinMs = 120_000;

/** A connection that stays open as long as we use a server. */
export interface OwnerSession {
  /** Whether this session is the one that has to stop the server. */
  owner: boolean;
  /** Resolves when the connection is lost or closed. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Joins a server that answers: null when none does. One that is still recovering is waited for.
 * Whoever first takes the owner's lock owns it, and the server itself drops the lock when its holder dies, so
 * the next to come takes a dead owner's place.
 */
export async function joinServer(file: ServerFile): Promise<OwnerSession | null> {
  if (file.port === null) return null;
  const url = serverUrl(file, 'postgres');
  const deadline = Date.now() + recoveryWithinMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
    });
    client.on('error', () => {}); // a lost connection is told by `ended`
    try {
      await client.connect();
      const { rows } = await client.query<{ owner: boolean }>('select pg_try_advisory_lock($1) as owner', [
        ownerLock,
      ]);
      return { owner: rows[0]?.owner ?? false, ended, close: () => client.end() };
    } catch (error) {
      await client.end().catch(() => {});
      const recovering = error instanceof pg.DatabaseError && error.code === cannotConnectNow;
      if (!recovering || Date.now() > deadline) return null;
      await sleep(100);
    }
  }
}

/** The address of the embedded server of this home when it answers, else null. */
export async function runningPostgres(home: string): Promise<string | null> {
  const file = readServerFile(home);
  if (!file || file.port === null) return null;
  const client = new pg.Client({ connectionString: serverUrl(file), connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // told by the query below
  try {
    await client.connect();
    await client.query('select 1');
    return serverUrl(file);
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}
