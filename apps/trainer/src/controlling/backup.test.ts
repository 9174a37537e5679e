import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createSweep } from '@tenbin/db';
import { parseSweepFile } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStack, startTenbin } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 90_000 };

let stack: Stack;
let elsewhere: string;
beforeAll(async () => {
  stack = await openStack();
  elsewhere = await mkdtemp(join(tmpdir(), 'tenbin-trainer-'));
  await chmod(elsewhere, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
}, minute.timeout);
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await rm(elsewhere, { recursive: true, force: true });
}, minute.timeout);

test('a database is looked at, saved, and brought back in another home', minute, async () => {
  const source = 'name: saved\ndataset: { path: x }\nparameters: { batchSize: { values: [16, 32] } }';
  await createSweep(stack.db, { spec: parseSweepFile(source, 'saved.yaml'), source, total: 2 });
  const call = async (...words: string[]) => {
    const tenbin = stack.tenbin(...words);
    const status = await tenbin.exited;
    return { status, words: stripVTControlCharacters(tenbin.stdout + tenbin.stderr) };
  };
  const stats = await call('db', 'stats');
  expect(stats.words).toContain('1 project, 1 sweep, 0 runs');
  const check = await call('db', 'check', '--files');
  expect(check).toMatchObject({ status: 0 });
  expect(check.words).toContain('All fits together');

  const file = join(stack.home, 'saved.zip');
  expect(await call('db', 'backup', file)).toMatchObject({ status: 0 });
  expect((await call('db', 'backup', file)).words).toContain('is there already');
  expect((await call('db', 'restore', file)).words).toContain('is in use');
  expect((await call('db', 'restore', join(stack.home, 'tiny.zip'))).status).toBe(2);

  const inHome = (...words: string[]) => startTenbin(words, { TENBIN_HOME: elsewhere, DATABASE_URL: '' });
  expect(await inHome('db', 'restore', file).exited).toBe(0);
  const listed = inHome('sweep', 'ls');
  expect(await listed.exited).toBe(0);
  expect(stripVTControlCharacters(listed.stdout)).toMatch(/saved +grid +running +2 queued/);
  expect(await readdir(elsewhere)).toContain('postgres');
});

test('what was spoilt is told, and the status is 1', minute, async () => {
  await stack.db.pool.query(`update _prisma_migrations set checksum = 'x' where migration_name like '%init'`);
  const tenbin = stack.tenbin('db', 'check', '--json');
  expect(await tenbin.exited).toBe(1);
  expect(JSON.parse(tenbin.stdout)).toMatchObject({ ok: false, faults: [{ count: 1 }] });
});
