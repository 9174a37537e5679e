import { randomUUID } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { addressOf } from '../../test/fresh-database.ts';
import { failureOf } from '../../test/failure-of.ts';
import { migrate } from './migrate.ts';
import { migrationFiles } from './migration-files.ts';

const repository = join(import.meta.dirname, '../../../../prisma/migrations');
const folder = await mkdtemp(join(tmpdir(), 'tenbin-migrations-'));
await cp(repository, folder, { recursive: true });
afterAll(() => rm(folder, { recursive: true, force: true }));

const all = migrationFiles(repository).length;

const newAddress = () => addressOf(`migrate_${randomUUID().replaceAll('-', '')}`);

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a missing database is made, and a second time there is nothing to do', async () => {
  const url = newAddress();
  expect(await migrate(url)).toHaveLength(all);
  expect(await migrate(url)).toEqual([]);
});

test('several at once apply each migration once', async () => {
  const url = newAddress();
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.flat()).toHaveLength(all);
  expect(await rowsOf(url, 'select 1 from _prisma_migrations')).toHaveLength(all);
});

test('an edited migration is told, and not applied again', async () => {
  const url = newAddress();
  const [name] = await migrate(url, { folder });
  await appendFile(join(folder, String(name), 'migration.sql'), '\n-- a word more\n');
  const lines: string[] = [];
  expect(await migrate(url, { folder, log: (line) => lines.push(line) })).toEqual([]);
  expect(lines.join('\n')).toContain(`${String(name)} was edited`);
});

test('a migration that fails, or cannot be recorded, leaves nothing, and applies once it is mended', async () => {
  const url = newAddress();
  await migrate(url, { folder });
  const broken = {
    'division by zero': 'create table half (id int); select 1 / 0;',
    'check constraint':
      'create table half (id int); alter table _prisma_migrations add check (false) not valid;',
  };
  const write = (sql: string) => writeFile(join(folder, '30000101000000_new/migration.sql'), sql);
  await mkdir(join(folder, '30000101000000_new'));
  for (const [reason, sql] of Object.entries(broken)) {
    await write(sql);
    const failure = await failureOf(migrate(url, { folder }));
    expect(failure.code).toBe('migration_failed');
    expect(failure.message).toContain(reason);
    expect(await rowsOf(url, `select 1 where to_regclass('half') is not null`)).toEqual([]);
  }
  await write('create table whole (id int);');
  expect(await migrate(url, { folder })).toEqual(['30000101000000_new']);
});

test('a migration that another tool began and left is not run over', async () => {
  const url = newAddress();
  await migrate(url);
  await rowsOf(url, 'update _prisma_migrations set finished_at = null');
  const failure = await failureOf(migrate(url));
  expect(failure.code).toBe('migration_failed');
  expect(failure.hint).toContain('prisma migrate resolve');
});
