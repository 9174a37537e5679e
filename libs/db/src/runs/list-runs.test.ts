import type { EpochMetricKey } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, begunRuns, epoch, point } from '../../test/samples.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { listRuns } from './list-runs.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

type Values = Record<EpochMetricKey, number>;
const withValLoss = (val_loss: number, accuracy = 0.5): Values => ({
  loss: val_loss / 2,
  val_loss,
  accuracy,
  val_accuracy: accuracy / 2,
});

async function rowOf(epochs: Values[]) {
  const run = await begunRun(db);
  for (const [index, values] of epochs.entries()) {
    await sink.send(batchOf(run, index + 1, [epoch(index + 1, values)]));
  }
  const [row] = await listRuns(db, { ids: [run.runId] });
  return row;
}

test('best is the epoch of the lowest val_loss, the first of equals; last is the last', async () => {
  const row = await rowOf([3, 1, 1, 4].map((value, index) => withValLoss(value, index / 4)));
  expect(row).toMatchObject({
    epoch: 4,
    best: { epoch: 2, loss: 0.5, val_loss: 1, accuracy: 0.25, val_accuracy: 0.125 },
    last: { epoch: 4, loss: 2, val_loss: 4, accuracy: 0.75, val_accuracy: 0.375 },
  });
});

test('an epoch of NaN or infinite val_loss is never the best, and a run may have no best', async () => {
  expect(await rowOf([NaN, 2, -Infinity, Infinity].map((value) => withValLoss(value)))).toMatchObject({
    best: { epoch: 2, val_loss: 2 },
    last: { epoch: 4, val_loss: Infinity },
  });
  expect(await rowOf([withValLoss(NaN)])).toMatchObject({ best: null, last: { epoch: 1, val_loss: NaN } });
  expect(await rowOf([])).toMatchObject({ epoch: 0, best: null, last: null });
});

test('a metric that an epoch lacks is NaN there', async () => {
  const run = await begunRun(db);
  await sink.send(batchOf(run, 1, [point('val_loss', 1, 0.5)]));
  expect(await listRuns(db, { ids: [run.runId] })).toMatchObject([
    { best: { epoch: 1, val_loss: 0.5, loss: NaN, accuracy: NaN, val_accuracy: NaN } },
  ]);
});

test('a value that was logged again for its epoch replaces the one before', async () => {
  const run = await begunRun(db);
  await sink.send(batchOf(run, 1, [epoch(1, withValLoss(3)), epoch(2, withValLoss(2))]));
  await sink.send(batchOf(run, 3, [point('loss', 2, 42)]));
  expect(await listRuns(db, { ids: [run.runId] })).toMatchObject([
    { last: { epoch: 2, loss: 42, val_loss: 2 } },
  ]);
});

test('runs are listed by sweep, in the order in which they began', async () => {
  const { sweepId } = await begunRuns(db, 4);
  expect((await listRuns(db, { sweepId })).map(({ trial }) => trial)).toEqual([1, 2, 3, 4]);
});

test('no ids means no runs, not all of them', async () => {
  await begunRun(db);
  expect(await listRuns(db, { ids: [] })).toEqual([]);
});
