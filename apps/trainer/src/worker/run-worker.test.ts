import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  controlRun,
  controlSweep,
  controlWorker,
  getCurves,
  getRun,
  getSweep,
  listTrials,
  listWorkers,
} from '@tenbin/db';
import { eventually, isAlive, openStack, trialProcess } from '../../fixtures/stack.ts';
import type { Stack, Tenbin } from '../../fixtures/stack.ts';

const minute = { timeout: 90_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

async function queue(name: string, parameters: Record<string, unknown[]>, more: object = {}): Promise<void> {
  const file = await stack.sweepFile(name, { batchSize: [4], learningRate: [1e-6], ...parameters }, more);
  expect(await stack.tenbin('sweep', file, '--detach').exited).toBe(0);
}

const runOf = (name: string, epochs = 0) =>
  eventually(async () => {
    const runs = await listTrials(stack.db);
    return runs.find(({ sweepName, epoch }) => sweepName === name && epoch > epochs);
  });

const until = (id: number, status: string) =>
  eventually(async () => {
    const run = await getRun(stack.db, id);
    return run.status === status ? run : null;
  });

/** A worker that is gone at the end of its test, whatever came of that. */
function startWorker(...options: string[]): Tenbin & AsyncDisposable {
  const worker = stack.tenbin('worker', ...options);
  return Object.assign(worker, {
    async [Symbol.asyncDispose]() {
      worker.process.kill('SIGTERM');
      await worker.exited;
    },
  });
}

/** What the training came to, apart from how long it took. */
async function historyOf(id: number) {
  const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'learning_rate', 'gradient_norm'];
  const curves = await getCurves(stack.db, { runIds: [id], keys, buckets: 10_000 });
  const { verdict, confusion } = await getRun(stack.db, id);
  return { curves: curves.map(({ key, steps, values }) => ({ key, steps, values })), verdict, confusion };
}

test(
  'whatever dies, a trial goes on from its checkpoint and comes to what it comes to undisturbed',
  minute,
  async () => {
    await queue('undisturbed', { epochs: [40] });
    await using first = startWorker('--concurrency', '1');
    const whole = await until((await runOf('undisturbed')).id, 'finished');
    await queue('disturbed', { epochs: [40] });
    const { id } = await runOf('disturbed', 2);
    process.kill(trialProcess(first.stdout, id), 'SIGKILL');
    await eventually(async () => ((await getRun(stack.db, id)).attempt === 2 ? true : null));
    await runOf('disturbed', 6);
    const trial = trialProcess(first.stdout, id);
    first.process.kill('SIGKILL');
    await first.exited;
    await eventually(async () => (isAlive(trial) ? null : true));
    await using second = startWorker('--concurrency', '1');
    const run = await until(id, 'finished');
    expect(run).toMatchObject({ attempt: 3, crashes: 2, error: null });
    expect(second.stdout).toMatch(/going on after epoch \d+/);
    expect(await historyOf(id)).toEqual(await historyOf(whole.id));
  },
);

test(
  'a trial that is paused waits at its checkpoint, and one that is stopped has its answers',
  minute,
  async () => {
    await using worker = startWorker('--concurrency', '2');
    await queue('paused', { epochs: [50_000] });
    await queue('stopped', { epochs: [50_000] });
    const [{ id: pausing }, { id: stopping }] = await Promise.all([runOf('paused', 1), runOf('stopped', 1)]);
    await controlRun(stack.db, pausing, 'pause');
    await controlRun(stack.db, stopping, 'stop');
    const paused = await until(pausing, 'paused');
    expect(paused).toMatchObject({ control: null, endedAt: null });
    const stopped = await until(stopping, 'canceled');
    expect(stopped.confusion.map(({ weights }) => weights)).toEqual(['best', 'last']);
    expect(isAlive(trialProcess(worker.stdout, pausing))).toBe(false);
    await controlRun(stack.db, pausing, 'resume');
    await eventually(async () => ((await getRun(stack.db, pausing)).epoch > paused.epoch ? true : null));
    expect(await getRun(stack.db, pausing)).toMatchObject({ attempt: 2, crashes: 0 });
    await controlRun(stack.db, pausing, 'stop');
    await until(pausing, 'canceled');
  },
);

test(
  'a sweep is paused, resumed and stopped as a whole, and keeps to its number of trials',
  minute,
  async () => {
    await using _ = startWorker('--concurrency', '4');
    await queue('limited', { epochs: [50_000], dropout: [0, 0.1, 0.2] }, { budget: { concurrency: 2 } });
    const { sweepId } = await runOf('limited');
    const counts = async () => (await getSweep(stack.db, sweepId)).counts;
    await eventually(async () => ((await counts()).running === 2 ? true : null));
    expect(await listTrials(stack.db, { sweepId })).toHaveLength(2);
    await controlSweep(stack.db, sweepId, 'pause');
    await eventually(async () => ((await counts()).paused === 2 ? true : null));
    await controlSweep(stack.db, sweepId, 'resume');
    await eventually(async () => ((await counts()).running === 2 ? true : null));
    await controlSweep(stack.db, sweepId, 'stop');
    const stopped = await eventually(async () => {
      const sweep = await getSweep(stack.db, sweepId);
      return sweep.counts.running === 0 ? sweep : null;
    });
    expect(stopped).toMatchObject({ status: 'stopped', counts: { canceled: 2, queued: 1, paused: 0 } });
  },
);

test(
  'SIGTERM ends a worker, its trials are back in the queue, and it is no longer listed',
  minute,
  async () => {
    await queue('ended', { epochs: [50_000] });
    await using worker = startWorker('--concurrency', '3');
    const { id } = await runOf('ended');
    const others = (await listWorkers(stack.db)).map(({ concurrency }) => concurrency);
    expect(others).toContain(3);
    worker.process.kill('SIGTERM');
    expect(await worker.exited).toBe(0);
    expect(await getRun(stack.db, id)).toMatchObject({ status: 'queued', crashes: 0 });
    expect(isAlive(trialProcess(worker.stdout, id))).toBe(false);
    const left = (await listWorkers(stack.db)).map(({ concurrency }) => concurrency);
    expect(left).not.toContain(3);
    await controlRun(stack.db, id, 'stop');
  },
);

test('a paused worker takes nothing, and one that is stopped from elsewhere ends', minute, async () => {
  await using worker = startWorker('--concurrency', '1');
  const { id: workerId } = await eventually(async () => (await listWorkers(stack.db))[0]);
  await controlWorker(stack.db, workerId, 'pause');
  await eventually(async () => (worker.stdout.includes('is paused') ? true : null));
  await queue('waiting', { epochs: [1] });
  await controlWorker(stack.db, workerId, 'resume');
  const run = await runOf('waiting');
  expect(worker.stdout.indexOf('is working')).toBeLessThan(worker.stdout.indexOf(`run ${run.id}:`));
  await until(run.id, 'finished');
  await controlWorker(stack.db, workerId, 'stop');
  expect(await worker.exited).toBe(0);
  expect(await listWorkers(stack.db)).toEqual([]);
});

test('a worker without work ends when it was told to', minute, async () => {
  await using worker = startWorker('--concurrency', '1', '--idle-exit', '1');
  expect(await worker.exited).toBe(0);
  expect(worker.stdout).toContain('no work for 1 s');
});
