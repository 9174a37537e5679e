import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSweepFile, randomStream, shuffled } from '@tenbin/contracts';
import { createSweep, getSweep } from '@tenbin/db';
import { trialCount } from '@tenbin/sweep';
import { epochsOfShortTrial, startShortTrials, valueOf } from '../../fixtures/short-trials.ts';
import { openStack } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minutes = { timeout: 240_000 };
/** Processes, workers in each, and how many processes are killed while they work. */
const crew = { processes: 8, workers: 4, kills: 24 };
const source = `
name: short
dataset: { path: nowhere }
retries: 100
seeds: 10
parameters:
  batchSize: { values: [8, 16, 24, 32, 40, 48, 56, 64, 72, 80] }
  optimizer: { values: [sgd, momentum, nesterov, adagrad, rmsprop] }
  epochs: { values: [3, 4] }
`;

type ShortTrials = ReturnType<typeof startShortTrials>;

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minutes.timeout);
const all: ShortTrials[] = [];
afterAll(async () => {
  for (const { child, exited } of all) {
    child.kill('SIGKILL');
    await exited;
  }
  await stack[Symbol.asyncDispose]();
}, minutes.timeout);

interface Counted {
  trial: number;
  seed: number;
  status: string;
  steps: number[];
  values: number[];
}

/** Stops a process in its tracks while it has runs, and gives those. */
async function halt({ pid = 0 }: ChildProcess): Promise<number[]> {
  for (;;) {
    await sleep(100);
    process.kill(pid, 'SIGSTOP');
    await sleep(300); // what it had said already is written by then
    const { rows } = await stack.db.pool.query<{ id: number }>(
      `select id from run where worker_id like $1 and status = 'running'`,
      [`${pid}/%`],
    );
    if (rows.length > 0) return rows.map(({ id }) => id);
    process.kill(pid, 'SIGCONT');
  }
}

async function attempts(runIds: number[]): Promise<number[]> {
  const { rows } = await stack.db.pool.query<{ attempt: number }>(
    'select attempt from run where id = any($1)',
    [runIds],
  );
  return rows.map(({ attempt }) => attempt);
}

test(
  'of a thousand trials each is finished exactly once, whichever of 32 workers die or are taken for dead',
  minutes,
  async () => {
    const spec = parseSweepFile(source, 'short.yaml');
    const total = trialCount(spec);
    expect(total).toBe(1000);
    const sweepId = await createSweep(stack.db, { spec, source, total });
    const start = () => {
      const started = startShortTrials(stack.db.url, crew.workers);
      all.push(started);
      return started;
    };
    const random = randomStream(1, 'kills');
    const halted = start();
    for (let more = 1; more < crew.processes; more += 1) start();
    // It is taken for dead while it sleeps, and then goes on as if nothing had happened.
    const orphans = await halt(halted.child);
    for (let kill = 0; kill < crew.kills; kill += 1) {
      await sleep(200 + 400 * random.next());
      const [victim] = shuffled(
        all.filter((each) => each !== halted && each.child.exitCode === null),
        random,
      );
      victim?.child.kill('SIGKILL');
      start();
    }
    while ((await attempts(orphans)).some((attempt) => attempt < 2)) await sleep(200);
    halted.child.kill('SIGCONT');
    while ((await getSweep(stack.db, sweepId)).status !== 'finished') await sleep(200);
    await sleep(500);
    for (const { child, exited } of all) {
      child.kill('SIGKILL');
      await exited;
    }
    const { rows } = await stack.db.pool.query<Counted>(
      `select run.trial_number as trial, run.seed, run.status::text as status,
         array_agg(u.step::int order by u.step) as steps, array_agg(u.value order by u.step) as values
       from run join metric_chunk chunk on chunk.run_id = run.id, unnest(chunk.steps, chunk.values) as u(step, value)
       where run.sweep_id = $1 group by run.id order by run.trial_number`,
      [sweepId],
    );
    const steps = Array.from({ length: epochsOfShortTrial }, (_, index) => index + 1);
    expect(rows).toEqual(
      Array.from({ length: total }, (_, index) => ({
        trial: index + 1,
        seed: 1 + Math.floor(index / 100),
        status: 'finished',
        steps,
        values: steps.map((epoch) => valueOf(index + 1, epoch)),
      })),
    );
    expect(all.filter(({ child }) => child.signalCode === 'SIGKILL').length).toBeGreaterThan(crew.kills);
    // What the one that had been taken for dead still wrote was refused.
    expect(halted.said).toMatch(/fenced \d+/);
    const { rows: jobs } = await stack.db.pool.query(`select 1 from queue.job where state < 'completed'`);
    expect(jobs).toEqual([]);
  },
);
