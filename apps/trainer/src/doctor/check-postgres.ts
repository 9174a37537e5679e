import { AppError } from '@tenbin/contracts';
import { listSweeps, listWorkers, openDatabase } from '@tenbin/db';
import type { Env } from '../cli/env.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { counted } from '../progress/format.ts';
import { fault, fine } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether Postgres can be reached, or started, and what it holds. */
export async function checkPostgres(env: Env): Promise<Finding[]> {
  try {
    await using database = await reachDatabase(env, () => {});
    await using db = await openDatabase(database.url);
    const sweeps = await listSweeps(db);
    const workers = await listWorkers(db);
    const { hostname, port, pathname } = new URL(database.url);
    const kind = env.databaseUrl === null ? 'embedded' : 'your own (DATABASE_URL)';
    return [
      fine('Postgres', `${kind}, ${hostname}:${port || 5432}${pathname}, ${counted(sweeps.length, 'sweep')}`),
      fine('Workers', workers.length === 0 ? 'none is running' : `${workers.length} running`),
    ];
  } catch (error) {
    const { message, hint } = AppError.from(error);
    return [fault('Postgres', message, hint)];
  }
}
