import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRun, listRuns, listWorkers } from '@tenbin/db';
import { eventually, isAlive, openStack, trialProcess } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 60_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

test('a killed worker leaves no run running, and the next one trains its trial again', minute, async () => {
  const file = await stack.sweepFile('orphaned', { batchSize: [4], epochs: [60] });
  expect(await stack.tenbin('sweep', file, '--detach').exited).toBe(0);
  const first = stack.tenbin('worker', '--concurrency', '1');
  const { id } = await eventually(async () => (await listRuns(stack.db)).find(({ epoch }) => epoch > 2));
  const trial = trialProcess(first.stdout, id);
  first.process.kill('SIGKILL');
  await first.exited;
  const run = await eventually(async () => {
    const found = await getRun(stack.db, id);
    return found.status === 'running' ? null : found;
  });
  expect(run.status).toBe('crashed');
  expect(run.error?.message).toBe('the worker of this trial died');
  await eventually(async () => (isAlive(trial) ? null : true));

  const second = stack.tenbin('worker', '--concurrency', '1');
  const again = await eventually(async () => {
    const found = await getRun(stack.db, id);
    return found.status === 'finished' ? found : null;
  });
  expect(again.attempt).toBe(2);
  expect(again.error).toBeNull();
  second.process.kill('SIGTERM');
  expect(await second.exited).toBe(0);
});

test('SIGTERM ends a worker with its trials, and it is no longer listed', minute, async () => {
  const file = await stack.sweepFile('ended', { batchSize: [4], epochs: [4000] });
  await stack.tenbin('sweep', file, '--detach').exited;
  const worker = stack.tenbin('worker', '--concurrency', '3');
  const { id } = await eventually(async () => {
    const runs = await listRuns(stack.db);
    return runs.find(({ sweepName, epoch }) => sweepName === 'ended' && epoch > 0);
  });
  const others = (await listWorkers(stack.db)).map(({ concurrency }) => concurrency);
  expect(others).toContain(3);
  worker.process.kill('SIGTERM');
  expect(await worker.exited).toBe(0);
  expect((await getRun(stack.db, id)).status).toBe('canceled');
  expect(isAlive(trialProcess(worker.stdout, id))).toBe(false);
  const left = (await listWorkers(stack.db)).map(({ concurrency }) => concurrency);
  expect(left).not.toContain(3);
});
