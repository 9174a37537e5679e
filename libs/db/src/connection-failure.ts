import { AppError } from '@tenbin/contracts';
import pg from 'pg';
import { z } from 'zod';

/** Why a database cannot be used, without the password: always an `AppError` `database_unavailable`. */
export function connectionFailure(url: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const reason = error instanceof Error && error.message !== '' ? error.message.trim() : code;
  return new AppError({
    code: 'database_unavailable',
    message: `No connection to the database ${addressOf(url)}: ${reason.split('\n').at(-1) ?? code}`,
    hint: hints[code] ?? 'Check DATABASE_URL, or leave it out to use the Postgres that Tenbin brings along.',
    cause: error,
  });
}

/**
 * What a query met: an `AppError` when the server is away (`database_unavailable`) or its disk is full
 * (`disk_full`), else the error itself.
 */
export function databaseFailure(url: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === diskFull) {
    return new AppError({
      code: 'disk_full',
      message: `The disk of the database ${addressOf(url)} is full: nothing more can be stored.`,
      hint: 'Free some space on that disk; what was not stored is sent again.',
      cause: error,
    });
  }
  return code in hints || lostConnection.test(String(error)) ? connectionFailure(url, error) : error;
}

const diskFull = '53100';
const lostConnection = /Connection terminated|timeout exceeded when trying to connect/;

const noServer =
  'No server listens there. Start it, correct DATABASE_URL, or leave DATABASE_URL out to use the Postgres that Tenbin brings along.';
const notNow = 'The server is starting up or shutting down: try again in a moment.';

/** What to do, by SQLSTATE, system code, or Prisma's word for it. */
const hints: Record<string, string> = {
  ECONNREFUSED: noServer,
  DatabaseNotReachable: noServer,
  ENOTFOUND: 'The host name in DATABASE_URL is unknown here: correct it.',
  ETIMEDOUT: 'The server does not answer: check host, port and firewall.',
  SocketTimeout: 'The server does not answer: check host, port and firewall.',
  ERR_INVALID_URL: 'DATABASE_URL has to look like postgresql://user:password@host:5432/database.',
  '28P01': 'Correct the user or the password in DATABASE_URL.',
  '28000':
    'The server does not let this user in: correct the user in DATABASE_URL or the server’s pg_hba.conf.',
  '3D000': 'Create that database, or run "tenbin up" as a user who may create it.',
  '42501': 'The user in DATABASE_URL may not do that: grant it, or use the owner of the database.',
  '53300': 'The server has no connection left: raise max_connections or stop other programs.',
  '57P01': notNow,
  '57P02': notNow,
  '57P03': notNow,
  ECONNRESET: notNow,
  ConnectionClosed: notNow,
};

const prismaError = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
    }),
  }),
});

/** The SQLSTATE or system code of what a driver threw, '' when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof pg.DatabaseError) return error.code ?? '';
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const prisma = prismaError.safeParse(error).data?.meta.driverAdapterError.cause;
  if (prisma) return prisma.originalCode ?? prisma.kind;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

function addressOf(url: string): string {
  if (!URL.canParse(url)) return '(DATABASE_URL is no address)';
  const { hostname, port, pathname } = new URL(url);
  return `${pathname.slice(1)} on ${hostname}:${port === '' ? '5432' : port}`;
}
