import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, epoch } from '../../test/samples.ts';
import type { Database } from '../database.ts';
import { notify } from '../queries/live.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { changesSince } from './changes-since.ts';
import { watchChanges } from './watch-changes.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const values = { loss: 1, val_loss: 1, accuracy: 0.5, val_accuracy: 0.5 };

/** Counts the wake-ups until it is disposed of. */
function watching(of: Database, longestSilenceMs = 600_000) {
  const stop = new AbortController();
  const seen = { wakeUps: 0 };
  const ended = (async () => {
    for await (const _ of watchChanges(of, stop.signal, { longestSilenceMs })) seen.wakeUps += 1;
  })();
  return {
    seen,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
    },
  };
}

const listeners = async () => {
  const { rows } = await db.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and query = 'listen tenbin_changes'`,
  );
  return rows.map(({ pid }) => pid);
};

beforeEach(async () => {
  while ((await listeners()).length > 0) await sleep(20);
});

test('it wakes when it begins to listen, and after every write', async () => {
  await using watch = watching(db);
  await expect.poll(() => watch.seen.wakeUps).toBeGreaterThan(0);
  const run = await begunRun(db);
  await sleep(300);
  const before = watch.seen.wakeUps;
  await postgresSink(db).send(batchOf(run, 1, [epoch(1, values)]));
  await expect.poll(() => watch.seen.wakeUps).toBeGreaterThan(before);
});

test('a storm of writes wakes it at most about ten times a second', async () => {
  await using watch = watching(db);
  await expect.poll(() => watch.seen.wakeUps).toBeGreaterThan(0);
  const start = performance.now();
  const before = watch.seen.wakeUps;
  for (let write = 0; write < 300; write += 1) await db.prisma.$queryRaw(notify);
  const tenths = Math.ceil((performance.now() - start) / 100);
  expect(watch.seen.wakeUps - before).toBeLessThanOrEqual(tenths + 1);
});

test('a connection that is cut is made again, and it wakes for what was missed', async () => {
  await using watch = watching(db);
  await expect.poll(listeners).toHaveLength(1);
  const [pid] = await listeners();
  await sleep(300);
  const before = watch.seen.wakeUps;
  await db.pool.query('select pg_terminate_backend($1)', [pid]);
  await expect.poll(() => watch.seen.wakeUps).toBeGreaterThan(before);
  await expect.poll(listeners).not.toEqual([pid]);
});

test('all who watch share one connection, which closes with the last of them', async () => {
  {
    await using one = watching(db);
    await using other = watching(db);
    await expect.poll(() => Math.min(one.seen.wakeUps, other.seen.wakeUps)).toBeGreaterThan(0);
    expect(await listeners()).toHaveLength(1);
  }
  await expect.poll(listeners).toEqual([]);
});

test('it wakes now and then even when nothing is told', async () => {
  await using watch = watching(db, 50);
  await expect.poll(() => watch.seen.wakeUps).toBeGreaterThan(5);
});

test('a loop over it that is left ends it', async () => {
  let { cursor } = await changesSince(db, { cursor: '' });
  for await (const _ of watchChanges(db)) {
    ({ cursor } = await changesSince(db, { cursor }));
    break;
  }
  expect(cursor).toMatch(/^\d+$/);
  await expect.poll(listeners).toEqual([]);
});
