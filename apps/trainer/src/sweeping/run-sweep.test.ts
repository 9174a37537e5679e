import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { getRun, listTrials, listWorkers } from '@tenbin/db';
import { eventually, isAlive, openStack, trialProcess, workerLog } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';
import { pictures } from '../../fixtures/tiny-pictures.ts';

const minute = { timeout: 60_000 };
/** Three classes, a quarter of each kept for validation. */
const validationImages = 3 * (pictures / 4);

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

const event = z.looseObject({ event: z.string(), sweepId: z.number().optional() });

function eventsIn(stdout: string) {
  return stdout
    .trim()
    .split('\n')
    .map((line) => event.parse(JSON.parse(line)));
}

test(
  'a sweep trains exactly its grid and every run has its curves, verdict and matrices',
  minute,
  async () => {
    const file = await stack.sweepFile('grid', {
      batchSize: [4, 8],
      optimizer: ['sgd', 'adam'],
      epochs: [2],
    });
    const sweep = stack.tenbin('sweep', file, '--json');
    expect(await sweep.exited).toBe(0);
    expect(sweep.stderr).toContain('2 batchSize × 2 optimizer × 1 seed = 4 trials');
    const events = eventsIn(sweep.stdout);
    expect(events.map((line) => line.event).filter((kind) => kind === 'ended')).toHaveLength(4);
    expect(events.at(-1)?.event).toBe('finished');
    const runs = await listTrials(stack.db, { sweepId: events[0]?.sweepId ?? 0 });
    expect(runs.map(({ status, epoch, trial }) => ({ status, epoch, trial }))).toEqual(
      [1, 2, 3, 4].map((trial) => ({ status: 'finished', epoch: 2, trial })),
    );
    for (const { id } of runs) {
      const { confusion, verdict, dataset, engine, best } = await getRun(stack.db, id);
      expect(confusion.map(({ weights }) => weights).toSorted()).toEqual(['best', 'last']);
      for (const { matrix } of confusion) {
        expect(matrix.classes).toEqual(['blue', 'green', 'red']);
        expect(matrix.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(validationImages);
      }
      expect(confusion.find(({ weights }) => weights === 'best')?.epoch).toBe(best?.epoch);
      expect(dataset?.validationCounts).toEqual([3, 3, 3]);
      expect(verdict).not.toBeNull();
      expect(engine?.name).toBeTruthy();
    }
    expect(await readdir(join(stack.home, 'spool'))).toEqual([]);
    expect(await listWorkers(stack.db)).toEqual([]);
  },
);

test(
  'cases are trained beside each other, each with its own values and its share of the training images',
  minute,
  async () => {
    const parameters = { batchSize: [4], optimizer: ['sgd'], epochs: [1] };
    const cases = { all: {}, few: { trainShare: 0.4, optimizer: 'adam' } };
    const file = await stack.sweepFile('cases', parameters, { cases, seeds: 2 });
    const sweep = stack.tenbin('sweep', file);
    expect(await sweep.exited).toBe(0);
    expect(sweep.stdout).toContain('2 cases × 2 seeds = 4 trials');
    const runs = (await listTrials(stack.db)).filter(({ sweepName }) => sweepName === 'cases');
    const tried = runs.map(async ({ id, name, status, config }) => {
      const { dataset } = await getRun(stack.db, id);
      const { seed, parameters: own } = config;
      return { name, status, seed, case: config.case, by: own.optimizer, images: dataset?.trainCounts };
    });
    const finished = { status: 'finished' };
    const [all, few] = [
      { ...finished, name: 'all', case: 'all', by: 'sgd', images: [9, 9, 9] },
      { ...finished, name: 'few', case: 'few', by: 'adam', images: [4, 4, 4] },
    ];
    const wanted = [1, 2].flatMap((seed) => [all, few].map((each) => ({ ...each, seed })));
    expect(await Promise.all(tried)).toEqual(expect.arrayContaining(wanted));
    expect(runs).toHaveLength(4);
  },
);

test(
  'a trial process that is killed more often than its sweep allows costs its run and nothing else',
  minute,
  async () => {
    const choices = { batchSize: [8], epochs: [400, 1, 2] };
    const file = await stack.sweepFile('killed', choices, { retries: 0 });
    const sweep = stack.tenbin('sweep', file);
    const victim = await eventually(async () => {
      const runs = await listTrials(stack.db);
      return runs.find(({ sweepName, epoch }) => sweepName === 'killed' && epoch > 2);
    });
    const pid = trialProcess(await workerLog(stack), victim.id);
    process.kill(pid, 'SIGKILL');
    expect(await sweep.exited).toBe(1);
    expect(sweep.stdout).toContain('1 of the 3 trials of killed did not finish');
    const runs = await listTrials(stack.db, { sweepId: victim.sweepId });
    expect(runs.map(({ status }) => status).toSorted()).toEqual(['crashed', 'finished', 'finished']);
    const { error } = await getRun(stack.db, victim.id);
    expect(error?.message).toBe('killed by SIGKILL, often the out-of-memory killer');
  },
);

test(
  'Ctrl-C puts the running trials back into the queue, says so, and leaves no process',
  minute,
  async () => {
    const file = await stack.sweepFile('stopped', {
      batchSize: [4],
      epochs: [4000],
      dropout: [0, 0.1, 0.2, 0.3],
    });
    const sweep = stack.tenbin('sweep', file);
    const running = await eventually(async () => {
      const runs = await listTrials(stack.db);
      return runs.find(({ sweepName, epoch }) => sweepName === 'stopped' && epoch > 0);
    });
    const pid = trialProcess(await workerLog(stack), running.id);
    sweep.process.kill('SIGINT');
    expect(await sweep.exited).toBe(130);
    expect(sweep.stdout).toMatch(/Stopped: Ctrl-C\. Of sweep \d+, 0 trials finished, 4 still queued\./);
    expect(isAlive(pid)).toBe(false);
    const run = await getRun(stack.db, running.id);
    expect(run).toMatchObject({ status: 'queued', crashes: 0, error: null });
    expect(await listWorkers(stack.db)).toEqual([]);
  },
);
