import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { checkApiKey, createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

test('a key opens until it is revoked, and is nowhere in the database', async () => {
  const { id, key } = await createApiKey(db, 'laptop');
  expect(key).toMatch(/^tb_[\w-]{43}$/);
  expect(await checkApiKey(db, key)).toEqual({ id, name: 'laptop' });
  for (const other of [`${key}x`, key.slice(0, -1), 'tb_', ''])
    expect(await checkApiKey(db, other)).toBeNull();
  const { rows } = await db.pool.query<{ text: string }>('select api_key::text as text from api_key');
  expect(rows.map(({ text }) => text).join()).not.toContain(key);
  const [row] = await listApiKeys(db);
  expect(row).toMatchObject({ id, name: 'laptop', prefix: key.slice(0, 9) });
  expect(row?.lastUsedAt).toBeGreaterThan(Date.now() - 60_000);
  await revokeApiKey(db, 'laptop');
  expect(await checkApiKey(db, key)).toBeNull();
  expect(await listApiKeys(db)).toEqual([]);
  await expect(revokeApiKey(db, 'laptop')).rejects.toMatchObject({ code: 'not_found' });
});

test('a name has one key at a time, however many ask for it', async () => {
  const asked = Array.from({ length: 5 }, () => createApiKey(db, 'server').then(() => 'made', String));
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer === 'made')).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('already'))).toHaveLength(4);
});
