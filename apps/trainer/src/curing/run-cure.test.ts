import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fromJson } from '@tenbin/contracts';
import type { TrialRow } from '@tenbin/contracts';
import { getSweep, listTrials, listSweeps } from '@tenbin/db';
import { overfitting } from '../../fixtures/rows.ts';
import { openStack } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 120_000 };

let stack: Stack;
let ill: TrialRow;
beforeAll(async () => {
  stack = await openStack();
  const file = await stack.sweepFile('tiny', { model: ['mlp'], dropout: [0], batchSize: [4], epochs: [3] });
  await stack.tenbin('sweep', file).exited;
  // Tiny pictures are too easy to overfit: the run is said to.
  await stack.db.pool.query('update run set verdict = $1', [overfitting]);
  const [run] = await listTrials(stack.db);
  if (run === undefined) throw new Error('the sweep has no run');
  ill = run;
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

async function cure(...words: string[]) {
  const tenbin = stack.tenbin('overfit', 'cure', ...words);
  const status = await tenbin.exited;
  return { status, stdout: stripVTControlCharacters(tenbin.stdout), stderr: tenbin.stderr };
}

const outcome = z.object({
  name: z.string(),
  runs: z.int(),
  bestValLoss: z.object({ mean: z.number(), std: z.number() }),
  change: z.object({ gap: z.looseObject({ pairs: z.int() }) }).nullable(),
});
const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('queued'), sweepId: z.int(), total: z.int() }),
  z.object({
    event: z.literal('cured'),
    report: z.object({ finished: z.boolean(), outcomes: z.array(outcome) }),
  }),
  z.object({ event: z.enum(['started', 'epoch', 'waits', 'ended', 'finished']) }),
]);

test('a dry run says what would be trained and queues nothing', minute, async () => {
  const { status, stdout } = await cure(String(ill.id), '--dry-run');
  expect(status).toBe(0);
  expect(stdout).toMatch(/cases × 3 seeds = \d+ trials/);
  expect(stdout).toMatch(/baseline +as it was/);
  expect(stdout).toMatch(/augmentation +augmentation/);
  expect(await listSweeps(stack.db)).toHaveLength(1);
});

test('what is not advised, not there or not ill is bad input', minute, async () => {
  const other = await cure(String(ill.id), '--only', 'moreEpochs');
  expect(other.status).toBe(2);
  expect(other.stdout).toContain('moreEpochs is not advised');
  expect((await cure(String(ill.id), '--only', 'prayer')).status).toBe(2);
  expect((await cure('999')).status).toBe(2);
  expect(await listSweeps(stack.db)).toHaveLength(1);
});

test('it trains the run as it was and with the cure, and says what helped', minute, async () => {
  const { status, stdout, stderr } = await cure(
    String(ill.id),
    '--seeds',
    '2',
    '--only',
    'dropout',
    '--json',
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => event.parse(fromJson(JSON.parse(line))));
  const [queued] = events;
  if (queued?.event !== 'queued') throw new Error('nothing was queued');
  expect(queued.total).toBe(4);
  expect(await getSweep(stack.db, queued.sweepId)).toMatchObject({ cureOf: ill.id, status: 'finished' });
  const runs = await listTrials(stack.db, { sweepId: queued.sweepId });
  expect(runs.map(({ config }) => config.case ?? '').toSorted()).toEqual([
    'baseline',
    'baseline',
    'dropout',
    'dropout',
  ]);
  // The baseline with the run's own seed is that run again.
  const again = runs.find(({ config }) => config.case === 'baseline' && config.seed === ill.config.seed);
  expect(again?.last).toEqual(ill.last);
  const told = events.at(-1);
  if (told?.event !== 'cured') throw new Error('nothing was told');
  const mean = (name: string): number => {
    const losses = runs.filter(({ config }) => config.case === name).map(({ best }) => best?.val_loss ?? NaN);
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  };
  expect(told.report).toMatchObject({
    finished: true,
    outcomes: [
      { name: 'baseline', runs: 2, change: null },
      { name: 'dropout', runs: 2, change: { gap: { pairs: 2 } } },
    ],
  });
  for (const { name, bestValLoss } of told.report.outcomes)
    expect(bestValLoss.mean).toBeCloseTo(mean(name), 10);
  expect(stderr).toContain('against the baseline');
});

test('queued only, it says how to hear what helped', minute, async () => {
  const { status, stdout } = await cure(String(ill.id), '--detach', '--seeds', '2');
  expect(status).toBe(0);
  expect(stdout).toContain(`tenbin overfit report --run ${ill.id}`);
});
