import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRun, getSweep, listTrials, listSweeps } from '@tenbin/db';
import { openStack } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 90_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

async function sweepOf(name: string, parameters: Record<string, unknown[]>, more: object) {
  const file = await stack.sweepFile(name, { batchSize: [4], ...parameters }, more);
  const tenbin = stack.tenbin('sweep', file);
  expect({ status: await tenbin.exited, said: tenbin.stderr }).toMatchObject({ status: 0 });
  const sweeps = await listSweeps(stack.db);
  const { id } = sweeps.find((sweep) => sweep.name === name) ?? { id: 0 };
  return { sweep: await getSweep(stack.db, id), runs: await listTrials(stack.db, { sweepId: id }) };
}

test(
  'a trial that lags behind is stopped early, with the reason and the answers of its best epoch',
  minute,
  async () => {
    // Trained one after the other, that in the middle first: one learns nothing.
    const { sweep, runs } = await sweepOf(
      'lagging',
      { epochs: [8], learningRate: [1e-9, 0.02, 0.01] },
      {
        goal: { metric: 'loss', direction: 'minimize' },
        budget: { concurrency: 1 },
        earlyTermination: { type: 'median', minEpochs: 2, minTrials: 1 },
      },
    );
    expect(sweep.status).toBe('finished');
    expect(sweep.counts.finished + sweep.counts.pruned).toBe(3);
    const pruned = await getRun(
      stack.db,
      runs.find(({ config }) => config.parameters.learningRate === 1e-9)?.id ?? 0,
    );
    expect(pruned.status).toBe('pruned');
    expect(pruned.epoch).toBeLessThan(8);
    expect(pruned.error).toMatchObject({ code: 'pruned' });
    expect(pruned.error?.message).toMatch(/^median: /);
    expect(pruned.confusion.map(({ weights }) => weights)).toEqual(['best', 'last']);
  },
);

test(
  'epochs are the budget: a sweep ends when they are spent, and no trial exceeds them',
  minute,
  async () => {
    const { sweep, runs } = await sweepOf(
      'epochs',
      { epochs: [4], dropout: [0, 0.2, 0.4] },
      { method: 'random', budget: { trials: 9, epochs: 10 } },
    );
    expect(sweep).toMatchObject({ status: 'finished', total: 2, epochs: 8 });
    expect(runs.map(({ epoch }) => epoch)).toEqual([4, 4]);
  },
);
