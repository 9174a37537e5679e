import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRun, getSweep, listTrials, listWorkers } from '@tenbin/db';
import { eventually, openStack } from '../../apps/trainer/fixtures/stack.ts';
import type { Stack } from '../../apps/trainer/fixtures/stack.ts';
import { membersOf } from '../launcher/process-tree.mjs';

const root = join(import.meta.dirname, '../..');
const script = join(root, 'examples/clusters/slurm/workers.sbatch');
const minutes = { timeout: 120_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
  await writeFile(join(stack.home, 'database-url'), `${stack.db.url}\n`, { mode: 0o600 });
}, minutes.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minutes.timeout);

/** What Slurm sets for a task of the array, and what the user does. */
function environmentOf(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return {
    ...inherited,
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    SLURM_SUBMIT_DIR: root,
    SLURM_JOB_ID: '12',
    SLURM_ARRAY_JOB_ID: '11',
    SLURM_ARRAY_TASK_ID: '1',
    SLURM_CPUS_PER_TASK: '2',
    TENBIN_HOME: stack.home,
    TENBIN_IDLE_EXIT: '2',
    ...own,
  };
}

function startTask(own: NodeJS.ProcessEnv = {}) {
  const child = spawn('bash', [script], { env: environmentOf(own), stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (words += String(text)));
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { child, exited, words: () => words };
}

async function endsWell({ exited, words }: ReturnType<typeof startTask>): Promise<void> {
  const code = await exited;
  if (code !== 0) throw new Error(`the task ended with status ${code}:\n${words()}`);
}

async function queue(name: string, epochs: number, seeds: number): Promise<void> {
  const file = await stack.sweepFile(name, { batchSize: [12], epochs: [epochs] }, { seeds });
  expect(await stack.tenbin('sweep', file, '--detach').exited).toBe(0);
}

test('bash can read the script', () => {
  expect(spawnSync('bash', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test('a task trains what is queued, as many at a time as asked, and ends by itself', minutes, async () => {
  await queue('array', 2, 3);
  const task = startTask({ TENBIN_CONCURRENCY: '2' });
  const [worker] = await eventually(async () => {
    const workers = await listWorkers(stack.db);
    return workers.length > 0 ? workers : null;
  });
  await endsWell(task);
  expect(worker?.concurrency).toBe(2);
  expect(task.words()).toContain('no work for 2 s');
  const runs = await listTrials(stack.db);
  expect(runs.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
  expect(runs.map(({ config }) => config.threads)).toEqual([1, 1, 1]);
  expect(await listWorkers(stack.db)).toEqual([]);
});

test('a task that Slurm wants to end gives its trial back, and comes again', minutes, async () => {
  // Slurm's own program, in as far as the script calls it: it notes what it is told.
  const programs = join(stack.home, 'slurm');
  const told = join(programs, 'told');
  await mkdir(programs);
  await writeFile(join(programs, 'scontrol'), `#!/bin/sh\necho "$@" > '${told}'\n`, { mode: 0o755 });
  await queue('preempted', 40, 1);
  const task = startTask({ PATH: [programs, environmentOf({})['PATH']].join(delimiter) });
  const { id, sweepId } = await eventually(async () => {
    const runs = await listTrials(stack.db);
    return runs.find(({ sweepName, epoch }) => sweepName === 'preempted' && epoch > 1);
  });
  task.child.kill('SIGUSR1');
  await endsWell(task);
  expect(await readFile(told, 'utf8')).toBe('requeue 12\n');
  expect(await getRun(stack.db, id)).toMatchObject({ status: 'queued', attempt: 1, crashes: 0 });
  const next = startTask();
  await endsWell(next);
  expect(next.words()).toMatch(/going on after epoch \d+, from its checkpoint/);
  expect(await getRun(stack.db, id)).toMatchObject({ status: 'finished', attempt: 2, epoch: 40 });
  expect((await getSweep(stack.db, sweepId)).status).toBe('finished');
});

test(
  'a task that is canceled, all of its processes at once, gives its trial back as well',
  minutes,
  async () => {
    await queue('canceled', 4000, 1);
    const task = startTask();
    const { id } = await eventually(async () => {
      const runs = await listTrials(stack.db);
      return runs.find(({ sweepName, epoch }) => sweepName === 'canceled' && epoch > 0);
    });
    const tree = membersOf({ leaders: [Number(task.child.pid)], mark: 'TENBIN_LEASH=none' });
    expect(tree.length).toBeGreaterThanOrEqual(3);
    for (const pid of tree) process.kill(pid, 'SIGTERM');
    await endsWell(task);
    expect(await getRun(stack.db, id)).toMatchObject({ status: 'queued', attempt: 1, crashes: 0 });
    await stack.tenbin('sweep', 'stop', String((await getRun(stack.db, id)).sweepId)).exited;
  },
);

test('a task says what is missing, and keeps the address of the database to itself', minutes, async () => {
  const file = join(stack.home, 'open');
  await writeFile(file, stack.db.url);
  await chmod(file, 0o644);
  const refusals: [NodeJS.ProcessEnv, string][] = [
    [{ TENBIN_DATABASE_FILE: file }, `chmod 600 ${file}`],
    [{ TENBIN_DATABASE_FILE: join(stack.home, 'nowhere') }, 'there is no file'],
    [{ TENBIN_HOME: join(stack.home, 'nowhere') }, 'is no folder'],
    [{ SLURM_SUBMIT_DIR: stack.home }, 'is no clone of Tenbin'],
    [{ SLURM_SUBMIT_DIR: undefined }, 'run this file with sbatch'],
  ];
  for (const [own, words] of refusals) {
    const task = startTask(own);
    expect(await task.exited).not.toBe(0);
    expect(task.words()).toContain(words);
    expect(task.words()).not.toContain(stack.db.url);
  }
});
