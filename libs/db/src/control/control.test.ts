import { AppError } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, begunRuns, claimRun, endRun, source, spec } from '../../test/samples.ts';
import { sweepQueue } from '../queue/sweep-queue.ts';
import { claimTrial } from '../runs/claim-trial.ts';
import { getRun } from '../runs/get-run.ts';
import { beat, closeAttempt } from '../runs/liveness.ts';
import { createSweep } from '../sweeps/create-sweep.ts';
import { getSweep, listSweeps } from '../sweeps/read-sweeps.ts';
import { listWorkers, registerWorker, beatWorker } from '../workers/workers.ts';
import { changeSweep } from './change-sweep.ts';
import { controlRun } from './control-run.ts';
import { controlSweep } from './control-sweep.ts';
import { controlWorker } from './control-worker.ts';
import { removeSweep } from './remove-sweep.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const search = { ...spec, method: 'random' as const, budget: { trials: 4 } };
const countsOf = async (id: number) => (await getSweep(db, id)).counts;
const refusal = { code: 'bad_input' };

async function emptyQueue(): Promise<void> {
  await using queue = await sweepQueue(db);
  for (let job = await queue.take(); job; job = await queue.take()) await queue.done(job);
}

test('nobody takes a trial of a paused sweep, and all go on when it is resumed', async () => {
  const sweepId = await createSweep(db, { spec, source, total: 2 });
  await using queue = await sweepQueue(db);
  const job = await queue.take();
  if (!job) throw new Error('the queue has no job');
  const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(2) });
  if (!claim) throw new Error('the sweep has no trial');
  await controlSweep(db, sweepId, 'pause');
  expect(await getSweep(db, sweepId)).toMatchObject({ status: 'paused' });
  expect(await beat(db, claim)).toEqual({ lives: true, control: 'pause' });
  expect(await queue.take()).toBeNull();
  expect(await closeAttempt(db, { ...claim, crash: null })).toBe('paused');
  await queue.done(job);
  expect(await countsOf(sweepId)).toMatchObject({ paused: 1, queued: 1, running: 0 });

  await controlSweep(db, sweepId, 'resume');
  expect(await countsOf(sweepId)).toMatchObject({ paused: 0, queued: 2 });
  const [first, second] = [await queue.take(), await queue.take()];
  if (!first || !second) throw new Error('the queue has too few jobs');
  // What has begun comes before what has not.
  const options = { workerId: 'w2', ask: askUpTo(2) };
  expect(await claimRun(db, { job: first, ...options })).toMatchObject({ runId: claim.runId, attempt: 2 });
  expect(await claimRun(db, { job: second, ...options })).toMatchObject({ trial: 2, attempt: 1 });
  await controlSweep(db, sweepId, 'stop');
  await Promise.all([queue.done(first), queue.done(second)]);
});

test('a job that was taken when its sweep was paused is for later', async () => {
  const sweepId = await createSweep(db, { spec, source, total: 1 });
  await using queue = await sweepQueue(db);
  const job = await queue.take();
  if (!job) throw new Error('the queue has no job');
  await controlSweep(db, sweepId, 'pause');
  const claimed = await claimTrial(db, { job, workerId: 'w1', ask: askUpTo(1) });
  expect(claimed).toEqual({ kind: 'later', why: 'the sweep is paused' });
  await queue.release(job);
  expect(await queue.take()).toBeNull();
  await controlSweep(db, sweepId, 'resume');
  expect(await queue.take()).toMatchObject({ id: job.id });
  await removeSweep(db, sweepId);
});

test('a stopped sweep ends what trains, cancels what waits, and can still go on', async () => {
  await emptyQueue();
  const { sweepId, claims } = await begunRuns(db, 2);
  const [training, waiting] = claims;
  if (!training || !waiting) throw new Error('the sweep has too few trials');
  await closeAttempt(db, { ...waiting, crash: null });
  await controlSweep(db, sweepId, 'stop');
  expect(await beat(db, training)).toEqual({ lives: true, control: 'stop' });
  expect(await getRun(db, waiting.runId)).toMatchObject({
    status: 'canceled',
    error: { code: 'interrupted' },
  });
  await expect(controlSweep(db, sweepId, 'pause')).rejects.toMatchObject(refusal);
  await controlSweep(db, sweepId, 'stop');
  expect(await beat(db, training)).toEqual({ lives: true, control: 'kill' });
  expect(await closeAttempt(db, { ...training, crash: null })).toBe('canceled');
  expect(await getSweep(db, sweepId)).toMatchObject({ status: 'stopped', counts: { canceled: 2 } });
  await controlSweep(db, sweepId, 'resume');
  expect(await getSweep(db, sweepId)).toMatchObject({
    status: 'running',
    counts: { canceled: 0, queued: 2 },
  });
  await emptyQueue();
});

test('what people ask of a run can be taken back before it is done', async () => {
  const { claims } = await begunRuns(db, 1);
  const [run] = claims;
  if (!run) throw new Error('the sweep has no trial');
  await controlRun(db, run.runId, 'pause');
  expect(await getRun(db, run.runId)).toMatchObject({ status: 'running', control: 'pause' });
  await controlRun(db, run.runId, 'resume');
  expect(await closeAttempt(db, { ...run, crash: null })).toBe('queued');
});

test('a run that has come to its end cannot be stopped, one that has died can be tried again', async () => {
  await emptyQueue();
  const { claims } = await begunRuns(db, 2);
  const [well, dead] = claims;
  if (!well || !dead) throw new Error('the sweep has too few trials');
  await endRun(db, well, { status: 'finished' });
  for (const asked of ['pause', 'stop', 'resume'] as const) {
    await expect(controlRun(db, well.runId, asked)).rejects.toMatchObject(refusal);
  }
  await endRun(db, dead, { status: 'failed' });
  await controlRun(db, dead.runId, 'resume');
  expect(await getRun(db, dead.runId)).toMatchObject({ status: 'queued', crashes: 0, endedAt: null });
  await using queue = await sweepQueue(db);
  const jobs = [await queue.take(), await queue.take(), await queue.take()].filter((job) => job !== null);
  const ask = () => null;
  const claimed = await Promise.all(jobs.map((job) => claimRun(db, { job, workerId: 'w', ask })));
  expect(claimed.filter((claim) => claim !== null)).toMatchObject([{ runId: dead.runId, attempt: 2 }]);
  for (const job of jobs) await queue.done(job);
  await expect(controlRun(db, 10 ** 6, 'stop')).rejects.toMatchObject({ code: 'not_found' });
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
  await removeSweep(db, grid);
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
  await db.prisma.run.updateMany({
    where: { sweepId },
    data: { startedAt: new Date(Date.now() - 3_700_000) },
  });
  expect(await claimTrial(db, { job: two, workerId: 'w1', ask: askUpTo(3) })).toEqual({ kind: 'nothing' });
  await endRun(db, claim, { status: 'finished' });
  expect(await getSweep(db, sweepId)).toMatchObject({ status: 'finished', total: 1 });
});

test('a worker hears what people ask of it', async () => {
  const worker = { id: 'w7', host: 'here', concurrency: 1, cores: 2, memoryBytes: 1e9, engine: 'cpu' };
  await registerWorker(db, worker);
  await controlWorker(db, 'w7', 'pause');
  expect(await beatWorker(db, 'w7')).toBe('paused');
  expect(await listWorkers(db)).toMatchObject([{ id: 'w7', state: 'paused', running: 0, memoryBytes: 1e9 }]);
  await controlWorker(db, 'w7', 'resume');
  expect(await beatWorker(db, 'w7')).toBe('working');
  await controlWorker(db, 'w7', 'stop');
  await controlWorker(db, 'w7', 'stop');
  await expect(controlWorker(db, 'w7', 'resume')).rejects.toMatchObject(refusal);
  expect(await beatWorker(db, 'w7')).toBe('stopping');
  await expect(controlWorker(db, 'nobody', 'stop')).rejects.toMatchObject({ code: 'not_found' });
});

test('a sweep that is deleted is gone, with its runs', async () => {
  const { sweepId, claims } = await begunRuns(db, 1);
  await removeSweep(db, sweepId);
  expect((await listSweeps(db)).some(({ id }) => id === sweepId)).toBe(false);
  expect(await beat(db, claims[0] ?? { runId: 0, attempt: 0 })).toEqual({ lives: false, control: null });
  await expect(removeSweep(db, sweepId)).rejects.toBeInstanceOf(AppError);
});
