import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, administer } from '../test/fresh-database.ts';
import { failureOf } from '../test/failure-of.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate/migrate.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { claimTrial } from './runs/claim-trial.ts';
import { getRun } from './runs/get-run.ts';
import { listRuns } from './runs/list-runs.ts';

test('a server that is not there is named, with what to do', async () => {
  const error = await failureOf(openDatabase('postgresql://me:secret@127.0.0.1:1/tenbin'));
  expect(error.code).toBe('database_unavailable');
  expect(error.message).toContain('tenbin on 127.0.0.1:1');
  expect(error.hint).toContain('No server listens there');
});

test('a wrong password is told without showing any', async () => {
  const url = new URL(addressOf('postgres'));
  url.password = 'not-the-one';
  const error = await failureOf(openDatabase(url.toString()));
  expect(error.hint).toContain('password');
  expect(`${error.message} ${error.hint}`).not.toContain('not-the-one');
});

test('an address that is none is told so', async () => {
  const error = await failureOf(openDatabase('not an address'));
  expect(error.code).toBe('database_unavailable');
  expect(error.message).toContain('DATABASE_URL');
});

test('a database without our tables is told apart from one that is missing', async () => {
  await administer('create database blank');
  expect((await failureOf(openDatabase(addressOf('blank')))).message).toContain('no Tenbin tables');
  expect((await failureOf(openDatabase(addressOf('nowhere')))).message).toContain('does not exist');
});

test('a server that goes away while it is used is told, whatever was asked, and used again when it is back', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-away-'));
  await chmod(home, 0o755);
  const start = () => startPostgres({ home, log: () => {} });
  const first = await start();
  await migrate(first.url);
  await using db = await openDatabase(first.url);
  const asleep = failureOf(db.prisma.$queryRaw`select pg_sleep(60)::text`);
  await expect
    .poll(
      async () =>
        (
          await db.prisma.$queryRaw<object[]>`
    select 1 from pg_stat_activity where wait_event = 'PgSleep'`
        ).length,
    )
    .toBe(1);
  await first[Symbol.asyncDispose]();
  const job = { id: crypto.randomUUID(), sweepId: 1 };
  for (const failure of [
    await asleep,
    await failureOf(listRuns(db)),
    await failureOf(getRun(db, 1)),
    await failureOf(claimTrial(db, { job, workerId: 'w1', ask: () => null })),
  ]) {
    expect(failure.code).toBe('database_unavailable');
    expect(failure.message).toContain('tenbin on 127.0.0.1');
  }
  {
    await using again = await start();
    expect(again.url).toBe(first.url);
    expect(await listRuns(db)).toEqual([]);
  }
  await rm(home, { recursive: true, force: true });
});
