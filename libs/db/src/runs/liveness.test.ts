import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { begunRun, endRun } from '../../test/samples.ts';
import { controlRun } from '../control/control-run.ts';
import { getRun } from './get-run.ts';
import { beat, closeAttempt, closeStale } from './liveness.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const silence = (id: number) => db.prisma.run.update({ where: { id }, data: { heartbeatAt: new Date(0) } });
const stale = { olderThanSeconds: 15, graceSeconds: 0 };
const crash = { code: 'trial_crashed', message: 'killed by SIGKILL', hint: 'give it more memory' };

test('a run that is silent waits for another attempt, with a sentence; one that beats goes on', async () => {
  const dead = await begunRun(db);
  const alive = await begunRun(db);
  await silence(dead.runId);
  await silence(alive.runId);
  expect(await beat(db, alive)).toEqual({ lives: true, control: null });
  expect(await closeStale(db, stale)).toEqual([dead.runId]);
  const run = await getRun(db, dead.runId);
  expect(run).toMatchObject({
    status: 'queued',
    crashes: 1,
    endedAt: null,
    error: { code: 'trial_crashed' },
  });
  expect(run.error?.message).toContain('15 s');
  expect((await getRun(db, alive.runId)).status).toBe('running');
  expect(await closeStale(db, stale)).toEqual([]);
});

test('nobody is taken for dead by a server that has just come up', async () => {
  const run = await begunRun(db);
  await silence(run.runId);
  expect(await closeStale(db, { olderThanSeconds: 15, graceSeconds: 3600 })).toEqual([]);
  expect((await getRun(db, run.runId)).status).toBe('running');
});

test('a run that was taken for dead and still ends by itself has the end that it says', async () => {
  const run = await begunRun(db);
  await silence(run.runId);
  await closeStale(db, stale);
  expect(await beat(db, run)).toEqual({ lives: false, control: null });
  await endRun(db, run, { status: 'finished' });
  expect(await getRun(db, run.runId)).toMatchObject({ status: 'finished', error: null });
});

test('a run ends once, and not by an older attempt', async () => {
  const run = await begunRun(db);
  expect(await closeAttempt(db, { runId: run.runId, attempt: 2, crash })).toBeNull();
  expect((await getRun(db, run.runId)).status).toBe('running');
  await endRun(db, run, { status: 'failed', error: crash });
  expect(await closeAttempt(db, { ...run, crash: null })).toBeNull();
  expect(await getRun(db, run.runId)).toMatchObject({ status: 'failed', error: crash });
});

test('an attempt that died is repeated as often as the sweep says, and then the run has crashed', async () => {
  const run = await begunRun(db);
  for (const crashes of [1, 2]) {
    expect(await closeAttempt(db, { ...run, crash })).toBe('queued');
    expect(await getRun(db, run.runId)).toMatchObject({ crashes, endedAt: null, error: crash });
    await db.prisma.run.update({ where: { id: run.runId }, data: { status: 'running' } });
  }
  expect(await closeAttempt(db, { ...run, crash })).toBe('crashed');
  expect((await getRun(db, run.runId)).endedAt).toBeTypeOf('number');
});

test('an attempt that was told to end is no crash, and ends the way it was asked to', async () => {
  const given = await begunRun(db);
  expect(await closeAttempt(db, { ...given, crash: null })).toBe('queued');
  expect(await getRun(db, given.runId)).toMatchObject({ crashes: 0, error: null });
  const paused = await begunRun(db);
  await controlRun(db, paused.runId, 'pause');
  expect(await closeAttempt(db, { ...paused, crash: null })).toBe('paused');
  const stopped = await begunRun(db);
  await controlRun(db, stopped.runId, 'stop');
  await controlRun(db, stopped.runId, 'stop');
  expect(await beat(db, stopped)).toEqual({ lives: true, control: 'kill' });
  expect(await closeAttempt(db, { ...stopped, crash })).toBe('canceled');
  expect(await getRun(db, stopped.runId)).toMatchObject({ control: null });
});
