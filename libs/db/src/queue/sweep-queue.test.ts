import { afterAll, expect, test } from 'vitest';
import { childProgram } from '../../test/child-program.ts';
import { freshDatabase } from '../../test/fresh-database.ts';
import { source, spec } from '../../test/samples.ts';
import { createSweep } from '../sweeps/create-sweep.ts';
import { sweepQueue } from './sweep-queue.ts';
import type { Queue } from './sweep-queue.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

const newSweep = (total: number) => createSweep(db, { spec, source, total });

async function takeAll(queue: Queue) {
  const jobs = [];
  for (let job = await queue.take(); job; job = await queue.take()) jobs.push(job);
  return jobs;
}

async function stateOf(id: string): Promise<unknown> {
  const { rows } = await db.pool.query<{ state: string; output: unknown }>(
    'select state, output from queue.job where id = $1',
    [id],
  );
  return rows[0];
}

/** As if the dead worker had been silent for longer than the queue allows. */
async function backdate(id: string): Promise<void> {
  await db.pool.query(`update queue.job set heartbeat_on = now() - interval '11 s' where id = $1`, [id]);
}

test('workers that take at once never take the same job', async () => {
  const sweepId = await newSweep(40);
  await using one = await sweepQueue(db);
  await using other = await sweepQueue(db);
  const jobs = (await Promise.all([takeAll(one), takeAll(other), takeAll(one)])).flat();
  expect(jobs).toHaveLength(40);
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(40);
  expect(jobs.every((job) => job.sweepId === sweepId)).toBe(true);
  for (const job of jobs) await Promise.all([one.done(job), other.done(job)]);
});

test('a job is there as soon as its sweep is', async () => {
  await using queue = await sweepQueue(db);
  expect(await queue.take()).toBeNull();
  const sweepId = await newSweep(1);
  const job = await queue.take();
  expect(job).toMatchObject({ sweepId });
  if (job) await queue.done(job);
});

test('a job that is done, or that failed for good, never comes back', async () => {
  await newSweep(2);
  await using queue = await sweepQueue(db);
  const [good, bad] = await takeAll(queue);
  if (!good || !bad) throw new Error('the queue has too few jobs');
  await queue.done(good);
  await queue.fail(bad, 'it ran out of memory');
  expect(await queue.take()).toBeNull();
  expect(await stateOf(good.id)).toMatchObject({ state: 'completed' });
  expect(await stateOf(bad.id)).toMatchObject({
    state: 'completed',
    output: { failed: 'it ran out of memory' },
  });
});

test('a queue that closes gives back what it holds', async () => {
  await newSweep(1);
  const first = await sweepQueue(db);
  const job = await first.take();
  await first[Symbol.asyncDispose]();
  await using second = await sweepQueue(db);
  const again = await second.take();
  expect(again).toEqual(job);
  if (again) await second.done(again);
});

test('the job of a worker that was killed goes to another, and the living keep theirs', async () => {
  await newSweep(1);
  await using worker = await childProgram('worker-process.ts', db.url);
  await newSweep(1);
  await using queue = await sweepQueue(db);
  const own = await queue.take();
  await worker.kill();
  await backdate(worker.firstLine);
  await expect.poll(() => queue.take(), { interval: 250 }).toBeTruthy();
  expect(await stateOf(worker.firstLine)).toMatchObject({ state: 'active' });
  expect(await stateOf(own?.id ?? '')).toMatchObject({ state: 'active' });
});

test('a worker that was taken for dead cannot end the job that another has now', async () => {
  await newSweep(1);
  await using slow = await sweepQueue(db);
  const job = await slow.take();
  if (!job) throw new Error('the queue is empty');
  await db.pool.query(`update queue.job set retry_count = retry_count + 1 where id = $1`, [job.id]);
  await slow.done(job);
  expect(await stateOf(job.id)).toMatchObject({ state: 'active' });
});
