import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';
import pg from 'pg';
import { prismaClient } from './client.ts';
import type { Client, Readable, Transaction } from './client.ts';
import { Prisma } from './generated/client.ts';
import { connectionFailure, databaseFailure } from './connection-failure.ts';
import { changeListener } from './live/change-listener.ts';
import type { ChangeListener } from './live/change-listener.ts';

/**
 * An open database: what every function of this package takes first. Disposing of it closes its connections.
 * All but the address is for this package alone: others call its functions.
 */
export interface Database extends AsyncDisposable {
  readonly url: string;
  readonly prisma: Client;
  /** Work that is written wholly or not at all, begun within 10 s and done within `timeoutMs`. */
  transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    options: { timeoutMs: number },
  ): Promise<Result>;
  /** Reads that all see the same moment, so that what they tell of it fits together. */
  snapshot<Result>(read: (moment: Readable) => Promise<Result>): Promise<Result>;
  /** The same connections, for what speaks SQL of its own. */
  readonly pool: pg.Pool;
  /** Connections for signs of life and the queue, which give a question up before anybody is taken for dead. */
  readonly pulse: pg.Pool;
  /** Hears of changes, over one connection for all who watch. */
  readonly listener: ChangeListener;
}

const connections = 10;
const pulses = 2;

/** Milliseconds after which a query is given up. */
const longestQueryMs = 30_000;
/** The same for signs of life: less than `judgementGrace`. */
const longestBeatMs = 5_000;
/** How long closing waits for connections that do not answer, in milliseconds. */
const closingMs = 5_000;

/** A worker that stands still in the middle of a claim must not keep the sweep to itself: its session is ended. */
const limitSilence = Prisma.sql`set local idle_in_transaction_session_timeout = '10s'`;

/** @throws AppError `database_unavailable` when it cannot connect or finds no Tenbin tables, with a hint */
export async function openDatabase(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A network that is gone says nothing: without these a query would wait for it for a quarter of an hour.
    query_timeout: longestQueryMs,
    keepAlive: true,
  });
  pool.on('error', () => {}); // an idle connection that breaks is replaced by the pool; a query reports its own
  try {
    await requireTables(pool, url);
  } catch (error) {
    await pool.end();
    throw connectionFailure(url, error);
  }
  const pulse = new pg.Pool({
    connectionString: url,
    max: pulses,
    connectionTimeoutMillis: longestBeatMs,
    query_timeout: longestBeatMs,
    keepAlive: true,
  });
  pulse.on('error', () => {}); // as for the pool
  const prisma = prismaClient(pool, url);
  const listener = changeListener(url);
  return {
    url,
    prisma,
    async transaction(work, { timeoutMs }) {
      try {
        const limited = async (tx: Transaction) => {
          await tx.$executeRaw(limitSilence);
          return work(tx);
        };
        return await prisma.$transaction(limited, { maxWait: 10_000, timeout: timeoutMs });
      } catch (error) {
        throw databaseFailure(url, error);
      }
    },
    async snapshot(read) {
      try {
        return await prisma.$transaction((tx) => read({ prisma: tx }), {
          isolationLevel: 'RepeatableRead',
          maxWait: 10_000,
          timeout: 30_000,
        });
      } catch (error) {
        throw databaseFailure(url, error);
      }
    },
    pool,
    pulse,
    listener,
    async [Symbol.asyncDispose]() {
      const closed = async (): Promise<void> => {
        await listener[Symbol.asyncDispose]();
        await prisma.$disconnect();
        await Promise.all([pool.end(), pulse.end()]);
      };
      const over = new AbortController();
      const late = sleep(closingMs, undefined, { signal: over.signal }).catch(() => {});
      await Promise.race([closed(), late]);
      over.abort();
    },
  };
}

async function requireTables(pool: pg.Pool, url: string): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('run') is not null as there`);
  if (rows[0]?.there === true) return;
  throw new AppError({
    code: 'database_unavailable',
    message: `The database ${new URL(url).pathname.slice(1)} has no Tenbin tables yet.`,
    hint: 'Run "tenbin up" once: it makes them.',
  });
}
