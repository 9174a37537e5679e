import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRun } from '../../test/samples.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { getRun } from './get-run.ts';
import { beat, endRun, markStale } from './liveness.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const silence = (id: number) => db.prisma.run.update({ where: { id }, data: { heartbeatAt: new Date(0) } });

test('a run that is silent is marked as crashed, with a sentence; one that beats is not', async () => {
  const dead = await begunRun(db);
  const alive = await begunRun(db);
  await silence(dead.runId);
  await silence(alive.runId);
  expect(await beat(db, alive)).toBe(true);
  expect(await markStale(db, { olderThanSeconds: 15 })).toEqual([dead.runId]);
  expect(await getRun(db, dead.runId)).toMatchObject({
    status: 'crashed',
    error: { code: 'trial_crashed' },
  });
  expect((await getRun(db, dead.runId)).error?.message).toContain('15 s');
  expect((await getRun(db, dead.runId)).endedAt).toBeTypeOf('number');
  expect((await getRun(db, alive.runId)).status).toBe('running');
  expect(await markStale(db, { olderThanSeconds: 15 })).toEqual([]);
});

test('a run that was taken for dead and still ends by itself has the end that it says', async () => {
  const run = await begunRun(db);
  await silence(run.runId);
  await markStale(db, { olderThanSeconds: 15 });
  expect(await beat(db, run)).toBe(false);
  await postgresSink(db).send(batchOf(run, 1, [{ kind: 'end', status: 'finished', at: 1_700_000_000_000 }]));
  expect(await getRun(db, run.runId)).toMatchObject({
    status: 'finished',
    error: null,
    endedAt: 1_700_000_000_000,
  });
});

test('a run ends once, and not by an older attempt', async () => {
  const run = await begunRun(db);
  const error = { code: 'trial_crashed', message: 'killed by SIGKILL', hint: 'give it more memory' };
  await endRun(db, { runId: run.runId, attempt: 2, status: 'crashed', error });
  expect((await getRun(db, run.runId)).status).toBe('running');
  await endRun(db, { ...run, status: 'crashed', error });
  await endRun(db, { ...run, status: 'finished' });
  expect(await getRun(db, run.runId)).toMatchObject({ status: 'crashed', error });
});
