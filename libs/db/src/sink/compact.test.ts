import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun, point } from '../../test/samples.ts';
import { changesSince } from '../live/changes-since.ts';
import { compact } from '../queries/compact.ts';
import { points } from '../queries/curves.ts';
import { postgresSink } from './postgres-sink.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

const curvesOf = (runId: number) =>
  db.prisma.$queryRaw(points({ runIds: [runId], sweepId: null, keys: ['loss', 'other'] }));
const sizesOf = async (runId: number) => {
  const { rows } = await db.pool.query<{ size: number }>(
    'select cardinality(steps) as size from metric_chunk where run_id = $1 order by key_id, seq',
    [runId],
  );
  return rows.map(({ size }) => size);
};

test('joined chunks read as before, whatever was logged in what order and again', async () => {
  const logged = fc.record({
    key: fc.constantFrom('loss', 'other'),
    step: fc.integer({ min: 0, max: 30 }),
    value: fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity)),
  });
  const batch = fc.oneof(
    { weight: 9, arbitrary: fc.array(logged, { minLength: 1, maxLength: 5 }) },
    fc.array(logged, { minLength: 600, maxLength: 700, size: 'max' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 12 }), async (batches) => {
      const run = await begunRun(db);
      let seq = 1;
      for (const part of batches) {
        await sink.send(
          batchOf(
            run,
            seq,
            part.map(({ key, step, value }) => point(key, step, value)),
          ),
        );
        seq += part.length;
      }
      const before = await curvesOf(run.runId);
      const chunks = await sizesOf(run.runId);
      for (let times = 0; times < 2; times += 1) {
        await db.prisma.$executeRaw(compact(run.runId));
        expect(await curvesOf(run.runId)).toEqual(before);
      }
      const after = await sizesOf(run.runId);
      expect(after.reduce((sum, size) => sum + size, 0)).toBe(chunks.reduce((sum, size) => sum + size, 0));
      expect(after.length).toBeLessThanOrEqual(chunks.length);
    }),
    { numRuns: 20 },
  );
});

test('a run that logged point by point has its points together when it has ended', async () => {
  const run = await begunRun(db);
  for (let step = 1; step <= 30; step += 1) await sink.send(batchOf(run, step, [point('loss', step, step)]));
  expect(await sizesOf(run.runId)).toHaveLength(30);
  const { cursor } = await changesSince(db, { cursor: '' });
  await sink.send(batchOf(run, 31, [{ kind: 'end', status: 'finished', at: 1 }]));
  expect(await sizesOf(run.runId)).toEqual([30]);
  // Those who follow have them already.
  expect((await changesSince(db, { cursor })).curves).toEqual([]);
});

test('a run that goes on for long has them together now and then', async () => {
  const run = await begunRun(db);
  for (let step = 1; step <= 205; step += 1) await sink.send(batchOf(run, step, [point('loss', step, step)]));
  expect((await sizesOf(run.runId)).length).toBeLessThan(10);
});
