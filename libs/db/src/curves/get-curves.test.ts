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

test('a longer one keeps first, last, lowest and highest within the limit, in order, and invents nothing', async () => {
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    fc.constantFrom(NaN, Infinity, -Infinity),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 5, maxLength: 900 }),
      fc.integer({ min: 4, max: 60 }),
      async (values, buckets) => {
        const { steps, values: drawn } = await curveOf(await runOf(values), buckets);
        expect(drawn.length).toBeLessThanOrEqual(buckets);
        expect(steps).toEqual(steps.toSorted((a, b) => a - b));
        expect(drawn).toEqual(steps.map((step) => values[step]));
        expect([steps[0], steps.at(-1)]).toEqual([0, values.length - 1]);
        // Of no values the extremes are Infinity and -Infinity on both sides.
        expect(extremesOf(drawn)).toEqual(extremesOf(values));
      },
    ),
    { numRuns: 30 },
  );
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
    { runId: one, key: 'loss', steps: [0, 1], values: [1, 2] },
    { runId: other.runId, key: 'accuracy', steps: [1], values: [0.5] },
    { runId: other.runId, key: 'loss', steps: [1], values: [7] },
  ]);
});
