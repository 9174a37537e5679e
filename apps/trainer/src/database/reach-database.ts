import { migrate, startPostgres } from '@tenbin/db';
import type { Env } from '../cli/env.ts';

/** A database that is up and migrated. Closing it stops the server only if this process has started it. */
export interface ReachedDatabase extends AsyncDisposable {
  url: string;
}

/**
 * The user's own Postgres, else the embedded one of this home: the server that runs, or a new one.
 * @throws AppError `database_unavailable`, `migration_failed`, `disk_full`
 */
export async function reachDatabase(
  { databaseUrl, home }: Env,
  log: (line: string) => void,
): Promise<ReachedDatabase> {
  const server = databaseUrl === null ? await startPostgres({ home, log }) : null;
  const url = databaseUrl ?? server?.url ?? '';
  const close = async (): Promise<void> => {
    await server?.[Symbol.asyncDispose]();
  };
  try {
    await migrate(url, { log });
  } catch (error) {
    await close();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: close };
}
