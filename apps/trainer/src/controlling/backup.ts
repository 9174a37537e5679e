import { resolve } from 'node:path';
import { backUp, restoreBackup } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { reachDatabase } from '../database/reach-database.ts';
import { formatBytes } from '../progress/format.ts';
import { withDatabase } from './with-database.ts';

/** `tenbin db backup`. */
export async function backUpTo(file: string, { env, output }: Context): Promise<void> {
  const path = resolve(file);
  const progress = (table: string, rows: number): void => output.say(`${table}: ${rows} rows`);
  const saved = await withDatabase({ env }, (db) => backUp(db, path, { progress }));
  output.say(`${path} holds ${saved.runs} runs, ${formatBytes(saved.bytes)}.`);
  output.say(`Files that runs kept are not in it: they lie in ${env.artifacts}.`);
  output.result({ path, ...saved });
}

/** `tenbin db restore`. */
export async function restoreFrom(file: string, { env, output }: Context): Promise<void> {
  await using database = await reachDatabase(env, () => {});
  const restored = await restoreBackup(database.url, resolve(file), {
    progress: (table, rows) => output.say(`${table}: ${rows} rows`),
  });
  output.say(`${restored.runs} runs of ${restored.madeAt} are there again.`);
  output.say(`What was there before stays on the server as the database ${restored.before}.`);
  output.result(restored);
}
