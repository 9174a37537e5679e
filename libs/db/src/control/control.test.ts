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
import { controlRun } from './control-run.ts';
import { controlSweep } from './control-sweep.ts';
import { controlWorker } from './control-worker.ts';
import { remove } from '../removal/remove.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

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

test('a run of a sweep that is at rest is not resumed alone', async () => {
  const { sweepId, claims } = await begunRuns(db, 1);
  const [run] = claims;
  if (!run) throw new Error('the sweep has no trial');
  await controlSweep(db, sweepId, 'stop');
  await closeAttempt(db, { ...run, crash: null });
  await expect(controlRun(db, run.runId, 'resume')).rejects.toThrow(/is stopped: nobody would take the run/);
  await remove(db, { kind: 'sweep', id: sweepId });
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
  await remove(db, { kind: 'sweep', id: sweepId });
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
  await remove(db, { kind: 'sweep', id: sweepId });
  expect((await listSweeps(db)).some(({ id }) => id === sweepId)).toBe(false);
  expect(await beat(db, claims[0] ?? { runId: 0, attempt: 0 })).toEqual({ lives: false, control: null });
  await expect(remove(db, { kind: 'sweep', id: sweepId })).rejects.toBeInstanceOf(AppError);
});
