import type { Generalisation, GeneralisationAt } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, batchOf, begunRun, claimRun, point, queuedSweep } from '../../test/samples.ts';
import { controlRun } from '../control/control-run.ts';
import { getRun } from '../runs/get-run.ts';
import { closeAttempt } from '../runs/liveness.ts';
import { postgresSink } from './postgres-sink.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

const at: GeneralisationAt = {
  epoch: 3,
  gap: { value: 0.5, low: 0.25, high: Infinity },
  trainImages: 210,
  trainLoss: 0.125,
  trainAccuracy: 1,
  calibrationError: { value: 0.1, low: 0.05, high: 0.2 },
  reliability: Array.from({ length: 10 }, () => ({ count: 0, confidence: NaN, accuracy: NaN })),
  wrongConfidence: NaN,
  rightConfidence: 0.75,
};
const course = { name: 'cat', images: 9, losses: [1, NaN], onsetEpoch: null };
const said: Generalisation = {
  best: null,
  last: at,
  classes: [{ ...course, rise: { value: 0, low: -0.5, high: 0.5 } }],
  leakage: null,
};

test('what a run says of its generalisation comes back, NaN and infinities too; a run that said nothing has none', async () => {
  const run = await begunRun(db);
  expect((await getRun(db, run.runId)).generalisation).toBeNull();
  await sink.send(batchOf(run, 1, [{ kind: 'generalisation', generalisation: said }]));
  expect((await getRun(db, run.runId)).generalisation).toEqual(said);
});

test('the last of several counts, and an older one that comes again changes nothing', async () => {
  const run = await begunRun(db);
  const later = { ...said, best: at, leakage: 'validation is better than training' };
  const first = batchOf(run, 1, [{ kind: 'generalisation', generalisation: said }]);
  await sink.send(first);
  await sink.send(batchOf(run, 2, [{ kind: 'generalisation', generalisation: later }]));
  expect(await sink.send(first)).toBe(2);
  await sink.send(batchOf(run, 3, [point('loss', 1, 1)]));
  expect((await getRun(db, run.runId)).generalisation).toEqual(later);
});

test('another attempt begins without that of the one before', async () => {
  const [job] = (await queuedSweep(db, 1)).jobs;
  if (!job) throw new Error('the sweep has no job');
  const options = { job, workerId: 'w1', ask: askUpTo(1) };
  const run = await claimRun(db, options);
  if (!run) throw new Error('the sweep has no trial');
  await sink.send(batchOf(run, 1, [{ kind: 'generalisation', generalisation: said }]));
  await controlRun(db, run.runId, 'pause');
  expect(await closeAttempt(db, { ...run, crash: null })).toBe('paused');
  await controlRun(db, run.runId, 'resume');
  const { rows } = await db.pool.query<{ id: string }>('select job_id as id from run where id = $1', [
    run.runId,
  ]);
  const again = await claimRun(db, { ...options, job: { ...job, id: rows[0]?.id ?? '' } });
  expect(again).toMatchObject({ runId: run.runId, attempt: 2 });
  expect((await getRun(db, run.runId)).generalisation).toBeNull();
});
