import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administer, freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRuns, endRun, point, source, spec } from '../../test/samples.ts';
import { createApiKey, checkApiKey } from '../keys/api-keys.ts';
import { getCurves } from '../curves/get-curves.ts';
import { openDatabase } from '../database.ts';
import type { Database } from '../database.ts';
import { sweepQueue } from '../queue/sweep-queue.ts';
import { claimTrial } from '../runs/claim-trial.ts';
import { getRun } from '../runs/get-run.ts';
import { listRuns } from '../runs/list-runs.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { createSweep } from '../sweeps/create-sweep.ts';
import { listSweeps } from '../sweeps/read-sweeps.ts';
import { backUp } from './back-up.ts';
import { restoreBackup } from './restore-backup.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database with trials of every kind of end, a run that somebody logged, and a key. */
async function fullDatabase(): Promise<{ db: Database; apiKey: string; sweepId: number }> {
  const db = await freshDatabase();
  const { sweepId, claims } = await begunRuns(db, 2);
  const [one, other] = claims;
  if (!one || !other) throw new Error('the sweep has too few trials');
  const sink = postgresSink(db);
  const values = [1 / 3, NaN, Infinity, -Infinity, 5e-324, -0];
  await sink.send(
    batchOf(
      one,
      1,
      values.map((value, index) => point('loss', index + 1, value)),
    ),
  );
  await sink.send(batchOf(one, 7, [{ kind: 'labels', name: 'tab\t, \\ and\nline', tags: ['ü', '"'] }]));
  await endRun(db, one, { status: 'finished' });
  const start: RunRecord = {
    kind: 'start',
    project: 'logged',
    params: { lr: 0.1 },
    parent: null,
    directions: {},
    at: 0,
  };
  await sink.send({
    writer: { run: '7b1c1c76-2c6e-4c8a-9d5f-0d3d6f2f3a11', session: '7b1c1c76-2c6e-4c8a-9d5f-0d3d6f2f3a12' },
    live: true,
    records: [{ seq: 1, record: start }],
  });
  await createSweep(db, { spec, source, total: 3 });
  const { key: apiKey } = await createApiKey(db, 'mine');
  return { db, apiKey, sweepId };
}

/** All that people can read of a database. */
async function read(db: Database): Promise<unknown> {
  const runs = await listRuns(db, {});
  return {
    sweeps: await listSweeps(db),
    runs: await Promise.all(runs.map(({ id }) => getRun(db, id, { pictures: true }))),
    curves: await getCurves(db, { runIds: runs.map(({ id }) => id), keys: ['loss'], buckets: 100 }),
  };
}

test('what was saved is there again as it was, in the place of what was there since', async () => {
  const { db, apiKey, sweepId } = await fullDatabase();
  const path = join(folder, 'whole.zip');
  const saved = await read(db);
  const told = await backUp(db, path);
  expect(told).toMatchObject({ runs: 3 });
  await begunRuns(db, 1);
  await db[Symbol.asyncDispose]();

  const { before, rows, runs } = await restoreBackup(db.url, path);
  expect({ rows, runs }).toEqual({ rows: told.rows, runs: told.runs });
  await using again = await openDatabase(db.url);
  expect(await read(again)).toEqual(saved);
  expect(await checkApiKey(again, apiKey)).toBeTruthy();
  await begunRuns(again, 1); // new rows take numbers that none has
  expect(before).toContain('_before_');
  await administer(`drop database ${before}`);
  expect(sweepId).toBe(1);
});

test('a trial that was running when it was saved is taken up again, by its job', async () => {
  const { db, sweepId } = await fullDatabase();
  const path = join(folder, 'running.zip');
  await backUp(db, path);
  await db[Symbol.asyncDispose]();
  await restoreBackup(db.url, path);
  await using again = await openDatabase(db.url);
  await using queue = await sweepQueue(again);
  const attempts: unknown[] = [];
  for (let job = await queue.take(); job?.sweepId === sweepId; job = await queue.take()) {
    const claimed = await claimTrial(again, { job, workerId: 'w2', ask: () => null });
    if (claimed.kind === 'run') attempts.push(claimed.claim.attempt);
  }
  expect(attempts).toEqual([2]);
});

test('a backup of an older Tenbin is brought up to date', async () => {
  const { db } = await fullDatabase();
  const path = join(folder, 'old.zip');
  await db.pool.query('alter table metric_chunk drop column low, drop column high, drop column last_value');
  await db.pool.query('drop index metric_summary_key_id_last_value_run_id_idx');
  await db.pool.query('drop index metric_summary_key_id_min_value_run_id_idx');
  await db.pool.query('drop index metric_summary_key_id_max_value_run_id_idx');
  await db.pool.query(`delete from _prisma_migrations where migration_name like '%_reads'`);
  await backUp(db, path);
  await db[Symbol.asyncDispose]();
  await restoreBackup(db.url, path);
  await using again = await openDatabase(db.url);
  const { rows } = await again.pool.query('select low, last_value from metric_chunk where low is not null');
  expect(rows[0]).toEqual({ low: -0, last_value: -0 });
});

test('what is no backup, or is broken, changes nothing', async () => {
  const { db } = await fullDatabase();
  const saved = await read(db);
  const whole = join(folder, 'good.zip');
  await backUp(db, whole);
  await expect(backUp(db, whole)).rejects.toMatchObject({ code: 'bad_input' });
  await expect(restoreBackup(db.url, whole)).rejects.toThrow('in use');
  await db[Symbol.asyncDispose]();
  const broken = join(folder, 'broken.zip');
  const bytes = await readFile(whole);
  for (const [place, size] of [
    [0, 0],
    [0, 100],
    [0, bytes.length - 1],
  ] as const) {
    await writeFile(broken, bytes.subarray(place, size));
    await expect(restoreBackup(db.url, broken)).rejects.toMatchObject({ code: 'backup_invalid' });
  }
  for (const name of ['tables/metric_chunk.copy', 'tenbin.json']) {
    const turned = Buffer.from(bytes);
    const at = turned.indexOf(name) + name.length + 40;
    turned[at] = (turned[at] ?? 0) ^ 0xff;
    await writeFile(broken, turned);
    await expect(restoreBackup(db.url, broken)).rejects.toMatchObject({ code: 'backup_invalid' });
  }
  await using again = await openDatabase(db.url);
  expect(await read(again)).toEqual(saved);
});

test('where it cannot be written nothing is left', async () => {
  const { db } = await fullDatabase();
  await expect(backUp(db, join(folder, 'not-there', 'a.zip'))).rejects.toMatchObject({ code: 'bad_input' });
  await db[Symbol.asyncDispose]();
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});
