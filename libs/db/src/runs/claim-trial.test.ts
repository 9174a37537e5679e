import type { PastTrial, Trial } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import {
  askUpTo,
  batchOf,
  begunRun,
  begunRuns,
  claimRun,
  endRun,
  epoch,
  parameters,
  spec,
  queuedSweep,
} from '../../test/samples.ts';
import { controlRun } from '../control/control-run.ts';
import { getCurves } from '../curves/get-curves.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { getRun } from './get-run.ts';
import { closeStale } from './liveness.ts';
import { listRuns } from './list-runs.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

test('claims made at once never get the same trial', async () => {
  const { sweepId, jobs } = await queuedSweep(db, 12);
  const claims = await Promise.all(
    jobs.map((job) => claimRun(db, { job, workerId: 'w1', ask: askUpTo(12) })),
  );
  expect(claims.map((claim) => claim?.trial).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  expect(await listRuns(db, { sweepId })).toHaveLength(12);
});

test('a claim carries all that the trial needs', async () => {
  const claim = await begunRun(db);
  expect(claim).toEqual({
    runId: claim.runId,
    sweepId: claim.sweepId,
    attempt: 1,
    name: 'trial 1',
    trial: 1,
    sweepName: 'animals',
    config: { dataset: spec.dataset, parameters, seed: 1 },
    spec,
  });
  expect(await getRun(db, claim.runId)).toMatchObject({
    status: 'running',
    worker: 'w1',
    config: claim.config,
  });
});

test('the study is asked with the sweep and the trials that exist, and may have none left', async () => {
  const { jobs } = await queuedSweep(db, 3);
  const asked: number[][] = [];
  const ask = (of: typeof spec, past: PastTrial[]) => {
    asked.push(past.map(({ number }) => number));
    expect(of).toEqual(spec);
    return askUpTo(2)(of, past);
  };
  const claims = [];
  for (const job of jobs) claims.push(await claimRun(db, { job, workerId: 'w1', ask }));
  expect(asked).toEqual([[], [1], [1, 2]]);
  expect(claims.map((claim) => claim?.trial)).toEqual([1, 2, undefined]);
  expect(claims[2]).toBeNull();
});

test('a run that had logged only some of the metrics is taken up again', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const first = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
  if (!first) throw new Error('the sweep has no trial');
  await postgresSink(db).send(batchOf(first, 1, [epoch(1, { val_loss: 1 })]));
  const second = await claimRun(db, { job, workerId: 'w2', ask: askUpTo(1) });
  expect(second).toMatchObject({ runId: first.runId, attempt: 2 });
});

test('a job that comes back finds its run, cleared, and counts the attempt up', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const first = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
  if (!first) throw new Error('the sweep has no trial');
  const values = { loss: 1, val_loss: 1, accuracy: 0.5, val_accuracy: 0.5 };
  await postgresSink(db).send(batchOf(first, 1, [epoch(1, values), epoch(2, values)]));
  await db.prisma.run.update({ where: { id: first.runId }, data: { heartbeatAt: new Date(0) } });
  expect(await closeStale(db, { olderThanSeconds: 15, graceSeconds: 0 })).toEqual([first.runId]);

  const second = await claimRun(db, {
    job,
    workerId: 'w2',
    ask: () => {
      throw new Error('the study must not be asked again');
    },
  });
  expect(second).toEqual({ ...first, attempt: 2 });
  expect(await getRun(db, first.runId)).toMatchObject({
    status: 'running',
    attempt: 2,
    worker: 'w2',
    epoch: 0,
    best: null,
    last: null,
    endedAt: null,
    error: null,
  });
  expect(await getCurves(db, { runIds: [first.runId], keys: ['loss'] })).toEqual([]);
  expect(await postgresSink(db).send(batchOf({ ...first, attempt: 2 }, 1, [epoch(1, values)]))).toBe(1);
  expect((await getRun(db, first.runId)).epoch).toBe(1);
  await expect(postgresSink(db).send(batchOf(first, 3, [epoch(3, values)]))).rejects.toMatchObject({
    code: 'run_fenced',
  });
});

test('what people asked of a run is done also when its worker dies before it heard of it', async () => {
  for (const [asked, status] of [
    ['stop', 'canceled'],
    ['pause', 'paused'],
  ] as const) {
    const { jobs } = await queuedSweep(db, 1);
    const [job] = jobs;
    if (!job) throw new Error('the sweep has no job');
    const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
    if (!claim) throw new Error('the sweep has no trial');
    await controlRun(db, claim.runId, asked);
    expect(await claimRun(db, { job, workerId: 'w2', ask: askUpTo(1) })).toBeNull();
    expect(await getRun(db, claim.runId)).toMatchObject({ status, control: null, attempt: 1 });
  }
});

test('the case of a trial stays with its run, also in a further attempt', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const ask = (): Trial => ({ number: 1, name: 'drop', parameters, seed: 1, case: 'drop' });
  const first = await claimRun(db, { job, workerId: 'w1', ask, threads: 2 });
  expect(first?.config).toEqual({ dataset: spec.dataset, parameters, seed: 1, case: 'drop', threads: 2 });
  const runId = first?.runId ?? 0;
  await db.prisma.run.update({ where: { id: runId }, data: { heartbeatAt: new Date(0) } });
  await closeStale(db, { olderThanSeconds: 15, graceSeconds: 0 });
  const second = await claimRun(db, { job, workerId: 'w2', ask: () => null });
  expect(second).toEqual({ ...first, attempt: 2 });
  expect((await getRun(db, runId)).config).toEqual(first?.config);
});

test('a job that comes back in the moment in which its worker is found dead is not lost', async () => {
  for (let time = 0; time < 15; time += 1) {
    const { jobs } = await queuedSweep(db, 1);
    const [job] = jobs;
    if (!job) throw new Error('the sweep has no job');
    const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
    if (!claim) throw new Error('the sweep has no trial');
    await db.prisma.run.update({ where: { id: claim.runId }, data: { heartbeatAt: new Date(0) } });
    const [again] = await Promise.all([
      claimRun(db, { job, workerId: 'w2', ask: askUpTo(1) }),
      ...Array.from({ length: 4 }, () => closeStale(db, { olderThanSeconds: 15, graceSeconds: 0 })),
    ]);
    expect(again).toMatchObject({ runId: claim.runId, attempt: 2 });
  }
});

test('a run whose workers died too often has crashed', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const options = { job, workerId: 'w1', ask: askUpTo(1) };
  const attempts = [];
  for (let time = 0; time < 4; time += 1) attempts.push((await claimRun(db, options))?.attempt);
  expect(attempts).toEqual([1, 2, 3, undefined]);
  const [run] = await listRuns(db, { sweepId: job.sweepId });
  expect(run).toMatchObject({ status: 'crashed', error: { message: 'Its worker died in attempt 3.' } });
});

test('a job whose run has ended well leaves it as it is', async () => {
  const { jobs } = await queuedSweep(db, 1);
  const [job] = jobs;
  if (!job) throw new Error('the sweep has no job');
  const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
  if (!claim) throw new Error('the sweep has no trial');
  await endRun(db, claim, { status: 'finished' });
  expect(await claimRun(db, { job, workerId: 'w2', ask: askUpTo(1) })).toBeNull();
  expect(await getRun(db, claim.runId)).toMatchObject({ status: 'finished', attempt: 1, worker: 'w1' });
});

test('a job of a deleted sweep asks for nothing, and all of the sweep is gone', async () => {
  const { sweepId, claims } = await begunRuns(db, 2);
  const [claim] = claims;
  if (!claim) throw new Error('the sweep has no trial');
  await postgresSink(db).send(
    batchOf(claim, 1, [
      epoch(1, { loss: 1, val_loss: 1, accuracy: 0.5, val_accuracy: 0.5 }),
      {
        kind: 'confusion',
        split: 'validation',
        weights: 'best',
        epoch: 1,
        matrix: {
          classes: ['cat', 'dog'],
          counts: [
            [1, 2],
            [3, 4],
          ],
        },
      },
    ]),
  );
  await db.prisma.sweep.delete({ where: { id: sweepId } });
  for (const table of ['metric_chunk', 'metric_summary', 'confusion']) {
    const { rows } = await db.pool.query(`select 1 from ${table} where run_id = $1`, [claim.runId]);
    expect(rows).toEqual([]);
  }
  const job = { id: crypto.randomUUID(), sweepId };
  expect(await claimRun(db, { job, workerId: 'w1', ask: askUpTo(2) })).toBeNull();
  await expect(getRun(db, claim.runId)).rejects.toMatchObject({ code: 'not_found' });
});
