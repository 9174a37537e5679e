import { randomUUID } from 'node:crypto';
import type { RecordBatch, RunRecord, SessionWriter } from '@tenbin/contracts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { point } from '../../test/samples.ts';
import { closeSilentRuns } from '../runs/close-silent-runs.ts';
import { findRun } from '../runs/find-run.ts';
import { getConsole } from '../runs/get-console.ts';
import { getRun } from '../runs/get-run.ts';
import { postgresSink } from './postgres-sink.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

const at = Date.UTC(2026, 10, 25);
type Start = Extract<RunRecord, { kind: 'start' }>;

function start(more: Partial<Start> = {}): Start {
  return { kind: 'start', project: 'cats', params: {}, parent: null, directions: {}, at, ...more };
}

function newWriter(run: string = randomUUID()): SessionWriter {
  return { run, session: randomUUID() };
}

function batch(writer: SessionWriter, firstSeq: number, records: RunRecord[], live = true): RecordBatch {
  return { writer, live, records: records.map((record, index) => ({ seq: firstSeq + index, record })) };
}

async function detailOf({ run }: SessionWriter) {
  return getRun(db, (await findRun(db, run)).id);
}

test('the first record of a session makes its run, with what it says of it', async () => {
  const writer = newWriter();
  const params = {
    batchSize: 64,
    optimizer: 'momentum',
    'model.depth': 3,
    nesterov: true,
    rate: NaN,
    note: null,
  };
  const first = start({ name: 'first', tags: ['a', 'b'], notes: 'why', group: 'folds', params });
  expect(await sink.send(batch(writer, 1, [{ ...first, directions: { val_loss: 'min' } }]))).toBe(1);
  expect(await detailOf(writer)).toMatchObject({
    uuid: writer.run,
    project: 'cats',
    name: 'first',
    status: 'running',
    sweepId: null,
    config: null,
    params,
    tags: ['a', 'b'],
    notes: 'why',
    group: 'folds',
    directions: { val_loss: 'min' },
    startedAt: at,
  });
  const { rows } = await db.pool.query(
    `select name, number, text from run_param where run_id = (select id from run where uuid = $1) order by name`,
    [writer.run],
  );
  expect(rows).toEqual([
    { name: 'batchSize', number: 64, text: '64' },
    { name: 'model.depth', number: 3, text: '3' },
    { name: 'nesterov', number: 1, text: 'true' },
    { name: 'note', number: null, text: '' },
    { name: 'optimizer', number: null, text: 'momentum' },
    { name: 'rate', number: NaN, text: 'NaN' },
  ]);
});

test('whatever batches a session sends, however often, its run holds every record once', async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.array(fc.nat(7), { maxLength: 6 }), async (sizes, again) => {
      const writer = newWriter();
      const other = newWriter(writer.run);
      await sink.send(batch(writer, 1, [start()]));
      await sink.send(batch(other, 1, [start(), point('loss', 900, 9)]));
      let seq = 2;
      const batches = sizes.map((size) => {
        const records = Array.from({ length: size }, (_, index) => point('loss', seq + index, seq + index));
        const made = batch(writer, seq, records);
        seq += size;
        return made;
      });
      for (const [index, each] of batches.entries()) {
        await sink.send(each);
        const earlier = batches[(again[index] ?? index) % (index + 1)];
        if (earlier) await sink.send(earlier);
      }
      const { summary } = await detailOf(writer);
      expect(summary.loss).toMatchObject({ count: seq - 2 + 1, last: { step: 900, value: 9 } });
      const { rows } = await db.pool.query<{ steps: number[] }>(
        `select array_agg(step::int order by step) as steps from metric_chunk, unnest(steps) as step
         where run_id = (select id from run where uuid = $1)`,
        [writer.run],
      );
      expect(rows[0]?.steps).toEqual([...Array.from({ length: seq - 2 }, (_, index) => index + 2), 900]);
    }),
    { numRuns: 15 },
  );
});

test('best and last epoch are on the row, also where metrics of one epoch come apart or late', async () => {
  const writer = newWriter();
  await sink.send(batch(writer, 1, [start(), point('loss', 1, 3), point('val_loss', 1, 2)]));
  await sink.send(batch(writer, 4, [point('loss', 2, 2), point('val_loss', 2, 1)]));
  await sink.send(batch(writer, 6, [point('val_accuracy', 2, 0.75)]));
  await sink.send(batch(writer, 7, [point('val_loss', 3, Infinity), point('loss', 3, NaN)]));
  const none = NaN;
  expect(await detailOf(writer)).toMatchObject({
    epoch: 3,
    best: { epoch: 2, loss: 2, val_loss: 1, accuracy: none, val_accuracy: 0.75 },
    last: { epoch: 3, loss: NaN, val_loss: Infinity, accuracy: none, val_accuracy: none },
  });
});

test('a second session goes on where the first ended, and what it says counts', async () => {
  const first = newWriter();
  await sink.send(
    batch(first, 1, [
      start({ name: 'one', params: { a: 1, b: 2 } }),
      point('loss', 1, 1),
      { kind: 'end', status: 'finished', at },
    ]),
  );
  expect(await detailOf(first)).toMatchObject({ status: 'finished', endedAt: at });
  const second = newWriter(first.run);
  await sink.send(batch(second, 1, [start({ params: { b: 3 } }), { kind: 'labels', tags: ['again'] }]));
  expect(await detailOf(first)).toMatchObject({
    name: 'one',
    status: 'running',
    endedAt: null,
    params: { a: 1, b: 3 },
    tags: ['again'],
  });
  await sink.send(
    batch(second, 3, [
      { kind: 'end', status: 'failed', at, error: { code: 'x', message: 'broke', hint: '' } },
    ]),
  );
  expect(await detailOf(first)).toMatchObject({ status: 'failed', error: { message: 'broke' } });
});

test('a run that was taken for dead lives again when it speaks, but not by what a dead process left', async () => {
  const writer = newWriter();
  await sink.send(batch(writer, 1, [start()]));
  await db.pool.query(`update run set status = 'crashed', ended_at = now() where uuid = $1`, [writer.run]);
  await sink.send(batch(writer, 2, [point('loss', 1, 1)], false));
  expect(await detailOf(writer)).toMatchObject({ status: 'crashed' });
  expect(await sink.send(batch(writer, 3, []))).toBe(2);
  expect(await detailOf(writer)).toMatchObject({ status: 'running', endedAt: null });
});

test('a run of which nothing is heard is marked as crashed, and lives again when it speaks', async () => {
  const [silent, speaking] = [newWriter(), newWriter()];
  for (const writer of [silent, speaking]) await sink.send(batch(writer, 1, [start()]));
  await db.pool.query(`update run set heartbeat_at = now() - interval '31 seconds' where uuid = $1`, [
    silent.run,
  ]);
  const { id } = await detailOf(silent);
  expect(await closeSilentRuns(db, { graceSeconds: 3600 })).toEqual([]);
  expect(await closeSilentRuns(db, { graceSeconds: 0 })).toEqual([id]);
  const crashed = await detailOf(silent);
  expect(crashed).toMatchObject({ status: 'crashed', error: { code: 'trial_crashed' } });
  expect(Date.now() - (crashed.endedAt ?? 0)).toBeGreaterThan(30_000);
  await sink.send(batch(silent, 2, []));
  expect(await detailOf(silent)).toMatchObject({ status: 'running', error: null, endedAt: null });
});

test('console lines, pictures and artifacts are kept, and text that Postgres cannot hold is mended', async () => {
  const writer = newWriter();
  const hash = 'ab'.repeat(32);
  const artifact = { kind: 'artifact', name: 'model', type: 'model', bytes: 5e9, files: 2, at } as const;
  await sink.send(
    batch(writer, 1, [
      start(),
      { kind: 'console', stream: 'stdout', at, lines: ['one', 'nul \0 half \uD800'] },
      { ...artifact, manifest: hash },
      { ...artifact, manifest: 'cd'.repeat(32) },
      {
        kind: 'image',
        key: 'worst',
        step: 3,
        index: 0,
        caption: 'a cat',
        blob: hash,
        mime: 'image/png',
        width: 4,
        height: 5,
        at,
      },
    ]),
  );
  const { artifacts, images } = await detailOf(writer);
  expect(artifacts.map(({ version, manifest, bytes }) => [version, manifest.slice(0, 2), bytes])).toEqual([
    [1, 'ab', 5e9],
    [2, 'cd', 5e9],
  ]);
  expect(images).toMatchObject([{ key: 'worst', step: 3, index: 0, caption: 'a cat', width: 4 }]);
  const { id } = await findRun(db, writer.run);
  const [chunk, ...others] = await getConsole(db, id);
  expect(others).toEqual([]);
  expect(chunk).toEqual({ seq: 2, stream: 'stdout', at, lines: ['one', 'nul \uFFFD half \uFFFD'] });
  expect(await getConsole(db, id, { before: 2 })).toEqual([]);
});

test('records without their beginning, and those of a deleted run, are refused', async () => {
  const writer = newWriter();
  await expect(sink.send(batch(writer, 2, [point('loss', 1, 1)]))).rejects.toMatchObject({
    code: 'bad_input',
  });
  await sink.send(batch(writer, 1, [start()]));
  await expect(sink.send(batch(writer, 3, [point('loss', 1, 1)]))).rejects.toThrow('only 1 are stored');
  await db.pool.query(`update run set deleted_at = now() where uuid = $1`, [writer.run]);
  await expect(sink.send(batch(writer, 2, [point('loss', 1, 1)]))).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a run is found by its number and its uuid, and is a part of its parent', async () => {
  const parent = newWriter();
  await sink.send(batch(parent, 1, [start(), point('loss', 7, 1)]));
  const child = newWriter();
  await sink.send(batch(child, 1, [start({ parent: parent.run })]));
  const found = await findRun(db, parent.run);
  expect(found).toMatchObject({ uuid: parent.run, project: 'cats', lastStep: 7 });
  expect(await findRun(db, String(found.id))).toEqual(found);
  expect(await detailOf(child)).toMatchObject({ parentId: found.id });
  await expect(findRun(db, 'x')).rejects.toMatchObject({ code: 'not_found' });
});
