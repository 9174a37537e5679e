import { AppError } from '@tenbin/contracts';
import { getRun, getSweep, listTrials } from '@tenbin/db';
import { processesWith, until } from './processes.ts';
import { expect, test } from './stack.ts';
import type { Stack } from './stack.ts';

test.setTimeout(180_000);

/** A run of the sweep that has trained for an epoch and goes on. */
const training = (stack: Stack, sweepId: number) =>
  until('a run that trains', 40, async () => {
    const runs = await listTrials(stack.database, { sweepId });
    return runs.find(({ status, epoch }) => status === 'running' && epoch > 0);
  });

/** The sweep when so many of its runs have finished; a Postgres that is away is asked again. */
const ending = (stack: Stack, sweepId: number, finished: number) =>
  until('the end of the sweep', 100, async () => {
    const sweep = await getSweep(stack.database, sweepId).catch(orAway);
    return sweep?.status === 'finished' && sweep.counts.finished === finished ? sweep : undefined;
  });

function orAway(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== 'database_unavailable') throw error;
}

test('a trial process that is killed goes on from its checkpoint, and the page says so', async ({
  page,
  stack,
  sample,
}) => {
  expect(sample).toBeGreaterThan(0);
  const sweepId = await stack.launch({ name: 'killed', trials: 3, epochs: 12 });
  await training(stack, sweepId);
  const [trial] = processesWith(stack.home, 'trial/main.ts');
  if (trial === undefined) throw new Error('no trial process is there');
  process.kill(trial, 'SIGKILL');
  const { counts } = await ending(stack, sweepId, 3);
  expect(counts.crashed).toBe(0);
  const runs = await Promise.all(
    (await listTrials(stack.database, { sweepId })).map((run) => getRun(stack.database, run.id)),
  );
  expect(runs.map(({ crashes }) => crashes).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
  const killed = runs.find(({ crashes }) => crashes === 1);
  expect(killed).toMatchObject({ attempt: 2, epoch: 12, error: null });
  await page.goto(`${stack.url}/runs/${killed?.id}`);
  await expect(page.getByText(/^finished/).first()).toBeVisible();
});

test('a Postgres that is killed costs no epoch', async ({ page, stack, sample }) => {
  expect(sample).toBeGreaterThan(0);
  const epochs = 25;
  const sweepId = await stack.launch({ name: 'outage', trials: 1, epochs });
  const { id } = await training(stack, sweepId);
  await page.goto(`${stack.url}/runs/${id}`);
  const postgres = processesWith(stack.home, 'bin/postgres');
  for (const server of postgres) process.kill(server, 'SIGKILL');
  await ending(stack, sweepId, 1);
  const run = await getRun(stack.database, id);
  expect(run).toMatchObject({ epoch: epochs, attempt: 1 });
  await expect(page.getByText(/^Live/)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/^finished/).first()).toBeVisible();
});

test('a worker that is killed is replaced, and its trial is trained again', async ({ stack, sample }) => {
  expect(sample).toBeGreaterThan(0);
  const sweepId = await stack.launch({ name: 'orphan', trials: 1, epochs: 15 });
  const { id } = await training(stack, sweepId);
  for (const worker of processesWith(stack.home, 'cli/main.ts\0worker')) process.kill(worker, 'SIGKILL');
  await ending(stack, sweepId, 1);
  expect(await getRun(stack.database, id)).toMatchObject({ status: 'finished', epoch: 15, attempt: 2 });
});
