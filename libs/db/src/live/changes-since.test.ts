import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, begunRuns, epoch, endRun } from '../../test/samples.ts';
import { changeSweep } from '../control/change-sweep.ts';
import { beat } from '../runs/liveness.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { changesSince } from './changes-since.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

const values = { loss: 1, val_loss: 1, accuracy: 0.5, val_accuracy: 0.5 };
const now = async () => (await changesSince(db, { cursor: '' })).cursor;
const idsSince = async (cursor: string) => (await changesSince(db, { cursor })).runs.map(({ id }) => id);

test('what was written since the cursor comes, and nothing when nothing was', async () => {
  const { sweepId, claims } = await begunRuns(db, 2);
  const [one, two] = claims;
  if (!one || !two) throw new Error('the sweep has too few runs');
  await sink.send(batchOf(one, 1, [epoch(1, values)]));
  const first = await changesSince(db, { cursor: await now(), sweepId });
  expect(first).toMatchObject({ runs: [], curves: [] });

  await sink.send(batchOf(one, 2, [epoch(2, { ...values, loss: 0.5 })]));
  const second = await changesSince(db, { cursor: first.cursor, sweepId });
  expect(second.runs).toMatchObject([{ id: one.runId, epoch: 2, last: { loss: 0.5 } }]);
  expect(second.curves).toHaveLength(4);
  expect(second.curves).toContainEqual({ runId: one.runId, key: 'loss', steps: [2], values: [0.5] });
  expect(second.sweep).toMatchObject({ id: sweepId, counts: { running: 2 } });

  await endRun(db, two, { status: 'failed' });
  const third = await changesSince(db, { cursor: second.cursor, sweepId });
  expect(third).toMatchObject({ runs: [{ id: two.runId, status: 'failed' }], curves: [] });
});

test('a sweep whose own row changed comes, also when none of its runs did', async () => {
  const { sweepId } = await begunRuns(db, 1);
  const { cursor } = await changesSince(db, { cursor: await now(), sweepId });
  expect((await changesSince(db, { cursor: await now(), sweepId })).sweep).toBeUndefined();
  await changeSweep(db, sweepId, { priority: 4 });
  expect(await changesSince(db, { cursor, sweepId })).toMatchObject({ runs: [], sweep: { priority: 4 } });
});

test('only what was asked for comes: of one sweep, or of some runs', async () => {
  const { sweepId, claims } = await begunRuns(db, 1);
  const other = await begunRun(db);
  const cursor = await now();
  for (const run of [...claims, other]) await sink.send(batchOf(run, 1, [epoch(1, values)]));
  const ofSweep = await changesSince(db, { cursor, sweepId });
  expect(ofSweep.runs.map(({ id }) => id)).toEqual(claims.map(({ runId }) => runId));
  expect(new Set(ofSweep.curves.map(({ runId }) => runId))).toEqual(
    new Set(claims.map(({ runId }) => runId)),
  );
  const ofRun = await changesSince(db, { cursor, runIds: [other.runId] });
  expect(ofRun.runs.map(({ id }) => id)).toEqual([other.runId]);
  expect(ofRun.curves.every(({ runId }) => runId === other.runId)).toBe(true);
  expect((await changesSince(db, { cursor })).runs).toHaveLength(2);
});

test('a heartbeat is no change', async () => {
  const run = await begunRun(db);
  const cursor = await now();
  await beat(db, run);
  expect(await idsSince(cursor)).toEqual([]);
});

test('a write that was under way when the cursor was given out is not lost', async () => {
  const run = await begunRun(db);
  await using slow = await openTransaction();
  await slow.query('update run set epoch = 7 where id = $1', [run.runId]);
  let cursor = await now();
  const quick = await begunRun(db);
  const meanwhile = await changesSince(db, { cursor });
  expect(meanwhile.runs.map(({ id }) => id)).toEqual([quick.runId]);
  cursor = meanwhile.cursor;
  await slow.commit();
  expect(await idsSince(cursor)).toContain(run.runId);
});

test('with writers of any speed, a reader who follows the cursor sees the end of every run', async () => {
  const { sweepId, claims } = await begunRuns(db, 12);
  let cursor = await now();
  const seen = new Map<number, { epochs: Set<number>; status: string }>();
  const look = async () => {
    const changes = await changesSince(db, { cursor, sweepId });
    cursor = changes.cursor;
    for (const run of changes.runs) {
      seen.set(run.id, { epochs: seen.get(run.id)?.epochs ?? new Set(), status: run.status });
    }
    for (const { runId, key, steps } of changes.curves) {
      if (key === 'loss') for (const step of steps) seen.get(runId)?.epochs.add(step);
    }
  };
  const written = new AbortController();
  const writers = Promise.all(
    claims.map(async (claim, index) => {
      for (let step = 1; step <= 10; step += 1) {
        await sink.send(batchOf(claim, step, [epoch(step, values)]));
        if (index % 3 > 0) continue;
        await using slow = await openTransaction();
        await slow.query('update run set name = $2 where id = $1', [claim.runId, `step ${String(step)}`]);
        await slow.query('select pg_sleep(random() * 0.02)');
        await slow.commit();
      }
      await endRun(db, claim, { status: 'finished' });
    }),
  ).finally(() => {
    written.abort();
  });
  while (!written.signal.aborted) await look();
  await writers;
  await look();
  for (const { runId } of claims) {
    expect(seen.get(runId)?.status).toBe('finished');
    expect(seen.get(runId)?.epochs.size).toBe(10);
  }
});

test('a cursor that is none of ours is refused', async () => {
  await expect(changesSince(db, { cursor: '1; drop table run' })).rejects.toMatchObject({
    code: 'bad_input',
  });
});

async function openTransaction() {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query('begin');
  return {
    query: (sql: string, parameters?: unknown[]) => client.query(sql, parameters),
    commit: () => client.query('commit'),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
