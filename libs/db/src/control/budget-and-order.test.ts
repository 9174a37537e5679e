import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, claimRun, endRun, source, spec } from '../../test/samples.ts';
import { migrate } from '../migrate/migrate.ts';
import { sweepQueue } from '../queue/sweep-queue.ts';
import { claimTrial } from '../runs/claim-trial.ts';
import { closeAttempt } from '../runs/liveness.ts';
import { createSweep } from '../sweeps/create-sweep.ts';
import { getSweep } from '../sweeps/read-sweeps.ts';
import { changeSweep } from './change-sweep.ts';
import { controlSweep } from './control-sweep.ts';
import { remove } from '../removal/remove.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const search = { ...spec, method: 'random' as const, budget: { trials: 4 } };
const refusal = { code: 'bad_input' };

async function emptyQueue(): Promise<void> {
  await using queue = await sweepQueue(db);
  for (let job = await queue.take(); job; job = await queue.take()) await queue.done(job);
}

test('a trial that is given back comes before those of its sweep that have not begun, whatever its priority', async () => {
  await emptyQueue();
  const sweepId = await createSweep(db, { spec, source, total: 4 });
  await using queue = await sweepQueue(db);
  const job = await queue.take();
  if (!job) throw new Error('the queue has no job');
  const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(4) });
  if (!claim) throw new Error('the sweep has no trial');
  await changeSweep(db, sweepId, { priority: -3 });
  await closeAttempt(db, { ...claim, crash: null });
  await queue.release(job);
  expect(await queue.take()).toMatchObject({ id: job.id });
  await remove(db, { kind: 'sweep', id: sweepId });
  expect(await queue.take()).toBeNull();
});

test('a budget that was spent and is raised lets the sweep go on to what it was planned for', async () => {
  await emptyQueue();
  const limited = { ...spec, budget: { hours: 1 } };
  const sweepId = await createSweep(db, { spec: limited, source, total: 3 });
  await using queue = await sweepQueue(db);
  const job = await queue.take();
  if (!job) throw new Error('the queue has no job');
  const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(3) });
  if (!claim) throw new Error('the sweep has no trial');
  await db.prisma.sweep.update({
    where: { id: sweepId },
    data: { startedAt: new Date(Date.now() - 4_000_000) },
  });
  for (let next = await queue.take(); next; next = await queue.take()) {
    expect(await claimTrial(db, { job: next, workerId: 'w1', ask: askUpTo(3) })).toEqual({ kind: 'nothing' });
    await queue.done(next);
  }
  expect((await getSweep(db, sweepId)).total).toBe(1);
  await changeSweep(db, sweepId, { hours: null });
  expect(await getSweep(db, sweepId)).toMatchObject({ total: 3, counts: { queued: 2, running: 1 } });
  const rest = [await queue.take(), await queue.take(), await queue.take()];
  expect(rest.filter((next) => next !== null)).toHaveLength(2);
  await remove(db, { kind: 'sweep', id: sweepId });
});

test('jobs that an earlier release queued belong to their sweep after a migration', async () => {
  await emptyQueue();
  const sweepId = await createSweep(db, { spec, source, total: 1 });
  await db.pool.query(`update queue.job set group_id = null, retry_limit = 10 where state < 'active'`);
  await migrate(db.url);
  await controlSweep(db, sweepId, 'pause');
  await using queue = await sweepQueue(db);
  expect(await queue.take()).toBeNull();
  await remove(db, { kind: 'sweep', id: sweepId });
});

test('a budget is changed while the sweep runs, within what is possible', async () => {
  await emptyQueue();
  const sweepId = await createSweep(db, { spec: search, source, total: 4 });
  await changeSweep(db, sweepId, { trials: 6, concurrency: 1, epochs: 300 });
  expect(await getSweep(db, sweepId)).toMatchObject({
    total: 6,
    budget: { trials: 6, concurrency: 1, epochs: 300 },
    counts: { queued: 6 },
  });
  await using queue = await sweepQueue(db);
  const job = await queue.take();
  if (!job) throw new Error('the queue has no job');
  await claimRun(db, { job, workerId: 'w1', ask: askUpTo(6) });
  expect(await queue.take()).toBeNull();
  await changeSweep(db, sweepId, { concurrency: null, epochs: null });
  expect((await getSweep(db, sweepId)).budget).toEqual({ trials: 6 });
  const others = [];
  for (let next = await queue.take(); next; next = await queue.take()) others.push(next);
  expect(others).toHaveLength(5);
  const started = others
    .slice(0, 2)
    .map((each) => claimRun(db, { job: each, workerId: 'w1', ask: askUpTo(6) }));
  await Promise.all(started);
  await expect(changeSweep(db, sweepId, { trials: 2 })).rejects.toThrow(/3 of its trials have begun/);
  await expect(changeSweep(db, sweepId, { concurrency: 0 })).rejects.toMatchObject(refusal);
  await changeSweep(db, sweepId, { trials: 3 });
  for (const each of others.slice(2)) {
    expect(await claimRun(db, { job: each, workerId: 'w1', ask: askUpTo(3) })).toBeNull();
  }
  for (const each of [job, ...others]) await queue.done(each);
  const grid = await createSweep(db, { spec, source, total: 1 });
  await expect(changeSweep(db, grid, { trials: 5 })).rejects.toThrow(/every setting exactly once/);
  await remove(db, { kind: 'sweep', id: grid });
});

test('trials of the sweep of higher priority are taken first, also when it was changed later', async () => {
  await emptyQueue();
  const plain = await createSweep(db, { spec, source, total: 1 });
  const urgent = await createSweep(db, { spec: { ...spec, priority: 5 }, source, total: 1 });
  const changed = await createSweep(db, { spec, source, total: 1 });
  await changeSweep(db, changed, { priority: 10 });
  await using queue = await sweepQueue(db);
  const jobs = [await queue.take(), await queue.take(), await queue.take()];
  expect(jobs.map((job) => job?.sweepId)).toEqual([changed, urgent, plain]);
  expect(await queue.take()).toBeNull();
  for (const job of jobs) if (job) await queue.release(job);
  expect(await queue.take([changed])).toMatchObject({ sweepId: urgent });
});

test('a sweep over its hours begins nothing, and is then as long as it is', async () => {
  await emptyQueue();
  const sweepId = await createSweep(db, {
    spec: { ...search, budget: { trials: 3, hours: 1 } },
    source,
    total: 3,
  });
  await using queue = await sweepQueue(db);
  const [one, two] = [await queue.take(), await queue.take()];
  if (!one || !two) throw new Error('the queue has too few jobs');
  const claim = await claimRun(db, { job: one, workerId: 'w1', ask: askUpTo(3) });
  if (!claim) throw new Error('the sweep has no trial');
  await db.prisma.sweep.update({
    where: { id: sweepId },
    data: { startedAt: new Date(Date.now() - 3_700_000) },
  });
  expect(await claimTrial(db, { job: two, workerId: 'w1', ask: askUpTo(3) })).toEqual({ kind: 'nothing' });
  await endRun(db, claim, { status: 'finished' });
  expect(await getSweep(db, sweepId)).toMatchObject({ status: 'finished', total: 1 });
});
