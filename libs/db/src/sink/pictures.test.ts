import type { PictureSheet, RunRecord, SheetName } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, batchOf, begunRun, queuedSweep, claimRun } from '../../test/samples.ts';
import { getRun, getSheets } from '../runs/get-run.ts';
import { postgresSink } from './postgres-sink.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

function sheet(name: SheetName, ...files: string[]): PictureSheet {
  const image = 'data:image/png;base64,AAAA';
  return { name, pictures: files.map((file) => ({ file, label: 'cat', caption: 'a "quoted" 猫', image })) };
}

const shown = (each: PictureSheet): RunRecord => ({ kind: 'pictures', sheet: each });

test('sheets come back as they were sent, the last of each name, and the same ones again change nothing', async () => {
  const run = await begunRun(db);
  const first = batchOf(run, 1, [
    shown(sheet('suspects', 'old.png')),
    shown(sheet('leakage', 'a.png', 'b.png')),
    shown(sheet('suspects', 'new.png')),
  ]);
  await sink.send(first);
  const expected = [sheet('leakage', 'a.png', 'b.png'), sheet('suspects', 'new.png')];
  expect((await getRun(db, run.runId)).sheets).toEqual(expected);

  await sink.send(batchOf(run, 4, [shown(sheet('leakage', 'c.png'))]));
  await sink.send(first);
  expect(await getSheets(db, run.runId)).toEqual([sheet('leakage', 'c.png'), sheet('suspects', 'new.png')]);
  expect((await getRun(db, run.runId, { pictures: false })).sheets).toEqual([]);
});

test('an attempt starts without the sheets of the one before, and a deleted run takes its own along', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const options = { job, workerId: 'w1', ask: askUpTo(1) };
  const run = await claimRun(db, options);
  if (!run) throw new Error('the job was not claimed');
  await sink.send(batchOf(run, 1, [shown(sheet('tiny', 'a.png'))]));
  const again = await claimRun(db, options);
  expect(again).toMatchObject({ runId: run.runId, attempt: 2 });
  expect(await getSheets(db, run.runId)).toEqual([]);

  await sink.send(batchOf({ ...run, attempt: 2 }, 1, [shown(sheet('tiny', 'a.png'))]));
  await db.prisma.run.delete({ where: { id: run.runId } });
  expect(await getSheets(db, run.runId)).toEqual([]);
});

test('facts that were stored before there were licences, tests and warnings still parse', async () => {
  const run = await begunRun(db);
  const dataset = { path: 'a.zip', hash: 'ab', classes: ['cat', 'dog'], skipped: [] };
  const old = { ...dataset, trainCounts: [7, 7], validationCounts: [3, 3] };
  const engine = { name: 'tensorflow-cpu', version: '2.18.0', threads: 2, reason: 'no CUDA' };
  const config = {
    dataset: { path: 'a.zip', validation: 0.3 },
    parameters: {
      model: 'vgg-small',
      batchSize: 8,
      epochs: 2,
      optimizer: 'sgd',
      learningRate: 0.1,
      dropout: 0,
    },
    seed: 1,
  };
  await db.prisma.run.update({ where: { id: run.runId }, data: { dataset: old, engine, config } });
  expect(await getRun(db, run.runId)).toMatchObject({
    dataset: { ...old, licence: null, testCounts: [], warnings: [] },
    engine: { ...engine, step: 'layers' },
    config: {
      dataset: { test: 0, stratify: true },
      parameters: { optimizer: 'sgd', loss: 'categoricalCrossentropy' },
    },
    sheets: [],
  });
});
