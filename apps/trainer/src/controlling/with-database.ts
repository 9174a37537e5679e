import { openDatabase } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { reachDatabase } from '../database/reach-database.ts';

/** Does something with the database of this home, and closes what had to be opened for it. */
export async function withDatabase<Result>(
  { env }: Pick<Context, 'env'>,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  await using database = await reachDatabase(env, () => {});
  await using db = await openDatabase(database.url);
  return await work(db);
}
