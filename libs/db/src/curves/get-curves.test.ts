import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, point } from '../../test/samples.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { getCurves } from './get-curves.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

async function runOf(values: number[], key = 'batch/loss') {
  const run = await begunRun(db);
  for (let from = 0; from < values.length; from += 400) {
    const part = values.slice(from, from + 400);
    await sink.send(
      batchOf(
        run,
        from + 1,
        part.map((value, index) => point(key, from + index, value)),
      ),
    );
  }
  return run.runId;
}

async function curveOf(runId: number, buckets: number) {
  const [curve] = await getCurves(db, { runIds: [runId], keys: ['batch/loss'], buckets });
  if (!curve) throw new Error('there is no curve');
  return curve;
}

const whole = (values: number[]) => ({ values, low: values, high: values });

const extremesOf = (values: number[]) => {
  const finite = values.filter(Number.isFinite);
  return [Math.min(...finite), Math.max(...finite)];
};

test('a curve that fits is whole', async () => {
  const values = Array.from({ length: 250 }, (_, index) => Math.sin(index));
  const curve = await curveOf(await runOf(values), 250);
  expect(curve.values).toEqual(values);
  expect(curve.steps).toEqual(values.map((_, index) => index));
});

const numbers = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity),
);

test('a longer one is cut into intervals: their last, lowest and highest, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(numbers, { minLength: 5, maxLength: 900 }),
      fc.integer({ min: 4, max: 60 }),
      async (values, buckets) => {
        const { steps, values: drawn, low, high } = await curveOf(await runOf(values), buckets);
        expect(drawn.length).toBeLessThanOrEqual(buckets);
        expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
        expect(drawn).toEqual(steps.map((step) => values[step]));
        expect(steps.at(-1)).toBe(values.length - 1);
        for (const [index, step] of steps.entries()) {
          const interval = values.slice((steps[index - 1] ?? -1) + 1, step + 1);
          const [lowest, highest] = extremesOf(interval);
          expect([low[index], high[index]]).toEqual(
            interval.some(Number.isFinite) ? [lowest, highest] : [NaN, NaN],
          );
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a curve of very many chunks is drawn from what is noted of each, as exactly', async () => {
  const run = await begunRun(db);
  const values = Array.from({ length: 600 }, (_, index) => Math.sin(index) * index);
  for (const [index, value] of values.entries()) {
    await sink.send(batchOf(run, index + 1, [point('batch/loss', index, value)]));
  }
  const coarse = await curveOf(run.runId, 40);
  const fine = await curveOf(await runOf(values), 40);
  expect(coarse).toEqual({ ...fine, runId: run.runId });
});

test('a range of steps is drawn as closely as the whole', async () => {
  const values = Array.from({ length: 2000 }, (_, index) => Math.cos(index));
  const runId = await runOf(values);
  const ask = async (from: number, to: number) => {
    const [curve] = await getCurves(db, {
      runIds: [runId],
      keys: ['batch/loss'],
      range: { from, to },
      buckets: 50,
    });
    return curve?.steps ?? [];
  };
  expect(await ask(700, 739)).toEqual(Array.from({ length: 40 }, (_, index) => 700 + index));
  const wide = await ask(500, 1499);
  expect(wide).toHaveLength(50);
  expect([Math.min(...wide) >= 500, wide.at(-1)]).toEqual([true, 1499]);
  expect(await ask(5000, 6000)).toEqual([]);
});

test('a curve without a finite value is still drawn as what it is', async () => {
  const curve = await curveOf(await runOf(Array.from({ length: 1000 }, () => NaN)), 20);
  expect(curve.values.length).toBeGreaterThan(2);
  expect(curve.values.every(Number.isNaN)).toBe(true);
});

test('curves come by run and key, only those that exist, and the newest value of a step', async () => {
  const one = await runOf([1, 2], 'loss');
  const other = await begunRun(db);
  await sink.send(batchOf(other, 1, [point('loss', 1, 5), point('accuracy', 1, 0.5), point('loss', 1, 6)]));
  await sink.send(batchOf(other, 4, [point('loss', 1, 7)]));
  expect(
    await getCurves(db, { runIds: [other.runId, one, 0], keys: ['accuracy', 'loss', 'never logged'] }),
  ).toEqual([
    { runId: one, key: 'loss', steps: [0, 1], ...whole([1, 2]) },
    { runId: other.runId, key: 'accuracy', steps: [1], ...whole([0.5]) },
    { runId: other.runId, key: 'loss', steps: [1], ...whole([7]) },
  ]);
});
