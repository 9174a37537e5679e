import { datasetFacts, engineFacts, verdict as verdictSchema } from '@tenbin/contracts';
import type { RecordBatch, RunRecord } from '@tenbin/contracts';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, epoch, point } from '../../test/samples.ts';
import { getCurves } from '../curves/get-curves.ts';
import { getRun } from '../runs/get-run.ts';
import { postgresSink } from './postgres-sink.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

const anyValue = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE, 0.1 + 0.2),
);

/** The 64 bits of each number: what `===` cannot tell apart is told apart, all NaN are one. */
const bitsOf = (values: number[]) => [...new BigUint64Array(Float64Array.from(values).buffer)];

async function stored(runId: number) {
  const { rows } = await db.pool.query<{ chunks: number; points: number; counted: number }>(
    `select count(*)::int as chunks, coalesce(sum(cardinality(values)), 0)::int as points,
      (select coalesce(sum(count), 0)::int from metric_summary where run_id = $1) as counted
     from metric_chunk where run_id = $1`,
    [runId],
  );
  return rows[0];
}

async function summaryOf(runId: number, key: string) {
  const found = await db.prisma.metricSummary.findFirst({ where: { runId, key: { name: key } } });
  if (!found) throw new Error(`run ${String(runId)} has no ${key}`);
  const { count, lastStep, lastValue, minStep, minValue, maxStep, maxValue } = found;
  return {
    count,
    last: [Number(lastStep), lastValue],
    min: [minStep, minValue].map(Number),
    max: [maxStep, maxValue].map(Number),
  };
}

test('every number comes back bit for bit, NaN and infinities too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyValue, { minLength: 1, maxLength: 50 }), async (values) => {
      const run = await begunRun(db);
      await sink.send(
        batchOf(
          run,
          1,
          values.map((value, step) => point('any', step, value)),
        ),
      );
      const [curve] = await getCurves(db, { runIds: [run.runId], keys: ['any'] });
      expect(bitsOf(curve?.values ?? [])).toEqual(bitsOf(values));
    }),
    { numRuns: 40 },
  );
});

test('records may come again and overlap, in any cut and with repeats: each is stored once', async () => {
  const cut = fc.record({ from: fc.integer({ min: 1, max: 20 }), length: fc.integer({ min: 1, max: 8 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { maxLength: 12 }), async (cuts) => {
      const run = await begunRun(db);
      const records = Array.from({ length: 20 }, (_, index) => point('loss', index + 1, index / 7));
      const batches: RecordBatch[] = [];
      let next = 1;
      for (const { from, length } of cuts) {
        const start = Math.min(from, next);
        const part = records.slice(start - 1, start - 1 + length);
        batches.push(batchOf(run, start, part));
        next = Math.max(next, start + part.length);
      }
      batches.push(batchOf(run, 1, records));
      for (const batch of batches) {
        expect(await sink.send(batch)).toBeGreaterThanOrEqual(batch.records.at(-1)?.seq ?? 0);
      }
      expect(await stored(run.runId)).toMatchObject({ points: 20, counted: 20 });
      const [curve] = await getCurves(db, { runIds: [run.runId], keys: ['loss'] });
      expect(curve?.steps).toEqual(records.map((_, index) => index + 1));
    }),
    { numRuns: 25 },
  );
});

test('the same batch sent many times at once is stored once', async () => {
  const run = await begunRun(db);
  const batch = batchOf(run, 1, [point('loss', 1, 0.5), point('loss', 2, 0.25)]);
  expect(await Promise.all(Array.from({ length: 8 }, () => postgresSink(db).send(batch)))).toEqual(
    Array.from({ length: 8 }, () => 2),
  );
  expect(await stored(run.runId)).toEqual({ chunks: 1, points: 2, counted: 2 });
});

test('a late old batch after a newer one changes nothing', async () => {
  const run = await begunRun(db);
  const first = batchOf(run, 1, [point('loss', 1, 1), { kind: 'end', status: 'failed', at: 1 }]);
  await sink.send(first);
  await sink.send(batchOf(run, 3, [point('loss', 2, 0.5), { kind: 'end', status: 'finished', at: 2 }]));
  expect(await sink.send(first)).toBe(4);
  expect(await getRun(db, run.runId)).toMatchObject({ status: 'finished', endedAt: 2 });
});

test('a batch that would leave a gap is refused and writes nothing', async () => {
  const run = await begunRun(db);
  await sink.send(batchOf(run, 1, [point('loss', 1, 1)]));
  await expect(sink.send(batchOf(run, 3, [point('loss', 3, 1)]))).rejects.toMatchObject({
    code: 'bad_input',
  });
  expect(await sink.send(batchOf(run, 2, [point('loss', 2, 1), point('loss', 3, 1)]))).toBe(3);
  expect(await stored(run.runId)).toMatchObject({ points: 3 });
});

test('an attempt that is not the current one is refused, and so is a run that is gone', async () => {
  const run = await begunRun(db);
  for (const attempt of [0, 2]) {
    const batch = batchOf({ ...run, attempt }, 1, [point('loss', 1, 1)]);
    await expect(sink.send(batch)).rejects.toMatchObject({ code: 'run_fenced' });
  }
  expect(await stored(run.runId)).toMatchObject({ points: 0 });
  await db.prisma.run.delete({ where: { id: run.runId } });
  await expect(sink.send(batchOf(run, 1, [point('loss', 1, 1)]))).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('every kind of record reaches the run', async () => {
  const run = await begunRun(db);
  const verdict = verdictSchema.parse({
    state: 'overfitting',
    onsetEpoch: 3,
    detectedAtEpoch: 5,
    bestEpoch: 2,
    evidence: { rise: 0.25, noise: NaN, ratio: Infinity },
    reasons: ['val_loss rose'],
  });
  const dataset = datasetFacts.parse({
    path: 'animals.zip',
    licence: 'MIT',
    hash: 'ab12',
    classes: ['cat', 'dog'],
    trainCounts: [7, 7],
    validationCounts: [3, 3],
    skipped: [{ file: 'cat/1.png', reason: 'cut off' }],
    warnings: [{ kind: 'tiny', message: '1 image is under 8 pixels wide.', count: 1 }],
  });
  const machine = { name: 'tensorflow-cpu', version: '2.18.0', threads: 2, reason: 'no CUDA' };
  const engine = engineFacts.parse({ ...machine, step: 'graph' });
  const matrix = {
    classes: ['cat', 'dog'],
    counts: [
      [89, 16],
      [4, 91],
    ],
  };
  const last = {
    ...matrix,
    counts: [
      [90, 15],
      [5, 90],
    ],
  };
  const error = { code: 'trial_failed', message: 'loss is NaN', hint: 'lower the rate' };
  await sink.send(
    batchOf(run, 1, [
      { kind: 'dataset', dataset },
      { kind: 'engine', engine, parameterCount: 123_456 },
      epoch(1, { loss: 1, val_loss: 2, accuracy: 0.25, val_accuracy: 0.5 }),
      { kind: 'verdict', verdict: { ...verdict, state: 'unclear' } },
      { kind: 'verdict', verdict },
      { kind: 'confusion', split: 'validation', weights: 'best', epoch: 1, matrix: last },
      { kind: 'confusion', split: 'validation', weights: 'best', epoch: 2, matrix },
      { kind: 'confusion', split: 'validation', weights: 'last', epoch: 5, matrix: last },
      { kind: 'end', status: 'failed', error, at: 1_700_000_000_123 },
    ]),
  );
  expect(await getRun(db, run.runId)).toMatchObject({
    dataset,
    engine,
    parameterCount: 123_456,
    verdict,
    epoch: 1,
    last: { epoch: 1, loss: 1, val_loss: 2, accuracy: 0.25, val_accuracy: 0.5 },
    confusion: [
      { weights: 'best', epoch: 2, matrix },
      { weights: 'last', epoch: 5, matrix: last },
    ],
    status: 'failed',
    error,
    endedAt: 1_700_000_000_123,
  });
});

describe('the summary of a metric', () => {
  const send = async (batches: [step: number, value: number][][]) => {
    const run = await begunRun(db);
    let seq = 1;
    for (const points of batches) {
      const records: RunRecord[] = points.map(([step, value]) => point('x', step, value));
      await sink.send(batchOf(run, seq, records));
      seq += records.length;
    }
    return summaryOf(run.runId, 'x');
  };

  test('has the last value by step, and the extremes with their first steps, over all batches', async () => {
    expect(
      await send([
        [
          [1, 5],
          [2, 3],
        ],
        [
          [3, 3],
          [4, 9],
        ],
        [[5, 9]],
        [[6, 4]],
      ]),
    ).toEqual({
      count: 6,
      last: [6, 4],
      min: [2, 3],
      max: [4, 9],
    });
  });

  test('leaves NaN and infinities out of the extremes, not out of the last value', async () => {
    expect(
      await send([
        [[1, NaN]],
        [
          [2, 7],
          [3, Infinity],
        ],
        [[4, -Infinity]],
        [[5, NaN]],
      ]),
    ).toEqual({
      count: 5,
      last: [5, NaN],
      min: [2, 7],
      max: [2, 7],
    });
  });
});
