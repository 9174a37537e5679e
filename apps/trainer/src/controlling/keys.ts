import { createApiKey, listApiKeys, revokeApiKey } from '@tenbin/db';
import type { ApiKeyRow } from '@tenbin/db';
import type { Context } from '../cli/command.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column } from '../progress/text-table.ts';
import { addressOf } from '../up/address.ts';
import { readUpFile } from '../up/up-file.ts';
import { withDatabase } from './with-database.ts';

const columns: Column<ApiKeyRow>[] = [
  { title: 'key', align: 'left', rank: 0, shrinks: true, cell: ({ name }) => [{ text: name }] },
  {
    title: 'begins with',
    align: 'left',
    rank: 1,
    cell: ({ prefix }) => [{ text: `${prefix}…`, style: 'dim' }],
  },
  { title: 'made', align: 'left', rank: 2, cell: ({ createdAt }) => [{ text: momentOf(createdAt) }] },
  {
    title: 'last used',
    align: 'left',
    rank: 0,
    cell: ({ lastUsedAt }) => [{ text: lastUsedAt === null ? 'never' : momentOf(lastUsedAt) }],
  },
];

/** `tenbin key create`: the only time that the key itself is told. */
export async function createKey(name: string, { env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const { id, key } = await createApiKey(db, name);
    output.say(`Key "${name}" opens from now on. It is shown this once; where your program runs, say:`);
    const url = (await readUpFile(env.home))?.url ?? addressOf(env.host, env.port ?? 3000);
    output.say(`  export TENBIN_URL=${url}   # or where this machine is reached`);
    output.say(`  export TENBIN_API_KEY=${key}`);
    output.result({ id, name, key, url });
  });
}

/** `tenbin key ls`. */
export async function listKeys({ env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    const keys = await listApiKeys(db);
    if (keys.length === 0) output.say('There is no key yet: `tenbin key create NAME` makes one.');
    else output.say(textTable(columns, keys, output.page).join('\n'));
    output.result({ keys });
  });
}

/** `tenbin key revoke`. @throws AppError `not_found` */
export async function revokeKey(name: string, { env, output }: Context): Promise<void> {
  await withDatabase({ env }, async (db) => {
    await revokeApiKey(db, name);
    output.say(`Key "${name}" opens nothing any more.`);
    output.result({ name, revoked: true });
  });
}

function momentOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
