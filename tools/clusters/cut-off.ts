import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCurves, getRun, listTrials, listWorkers } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { openStack } from '../../apps/trainer/fixtures/stack.ts';
import type { Stack } from '../../apps/trainer/fixtures/stack.ts';
import { forward } from './forwarder.ts';
import { openNetwork } from './network.ts';
import type { Network } from './network.ts';

const main = join(import.meta.dirname, '../../apps/trainer/src/cli/main.ts');
const trials = 2;

/** In seconds: until a trial of a machine that is cut off is free for others, and until anything else has happened. */
const patience = { freed: 30, else: 120 };

/**
 * Two machines train a sweep; one loses its network in the middle of a trial. Within 30 s that trial must be free for the
 * other one, and what the first one says of it when it is back must change nothing.
 * @throws AssertionError with what went otherwise
 */
export async function trainWhileCutOff(log: (line: string) => void): Promise<void> {
  const since = performance.now();
  const say = (line: string): void => log(`${((performance.now() - since) / 1000).toFixed(1)} s: ${line}`);
  using network = openNetwork();
  await using stack = await openStack();
  const { db } = stack;
  await using door = await forward(network.address, Number(new URL(db.url).port));
  const url = new URL(db.url);
  url.host = `${network.address}:${door.port}`;
  const [first, second] = network.machines;
  await using one = startWorker(first, { home: join(stack.home, 'a'), url: url.toString() });
  await using other = startWorker(second, { home: join(stack.home, 'b'), url: url.toString() });
  await within(patience.else, 'pair of workers', async () => (await listWorkers(db)).length === 2 || null);
  say('two workers reach the database from two network namespaces');

  const undisturbed = await trained(stack, 'undisturbed', async () => {});
  say(`${trials} trials were trained undisturbed`);
  assert.equal(new Set(undisturbed.map(({ worker }) => worker)).size, 2, 'one worker trained it all');

  const disturbed = await trained(stack, 'disturbed', () => cutOff({ db, network, one, other, say }));
  assert.deepEqual(disturbed.map(history), undisturbed.map(history), 'the histories differ');
  say('every history is bit for bit that of the undisturbed sweep');
}

interface Scene {
  db: Database;
  network: Network;
  one: Worker;
  other: Worker;
  say: (line: string) => void;
}

async function cutOff({ db, network, one, other, say }: Scene): Promise<void> {
  const [first] = network.machines;
  const { id } = await within(patience.else, 'trial of the first worker', async () => {
    const runs = await listTrials(db);
    return runs.find(({ status, worker, epoch }) => status === 'running' && one.is(worker) && epoch > 2);
  });
  const now = () => getRun(db, id, { pictures: false });
  network.cut(first);
  try {
    const { epoch, trial } = await now();
    say(`the first machine is cut off in epoch ${epoch} of trial ${trial}`);
    await within(patience.freed, 'end of its lease', async () => {
      const { status, attempt } = await now();
      return status === 'queued' || attempt === 2 || null;
    });
    say('its trial is free for others');
    await within(patience.else, 'other worker that trains its trial', async () => {
      const run = await now();
      return (run.attempt === 2 && other.is(run.worker) && run.epoch > 0) || null;
    });
    say('the other one trains it, from the beginning, for they share no home');
  } finally {
    network.join(first);
  }
  const ended = new RegExp(`^run ${id} .*its process ended .*`, 'm');
  const [words] = await within(patience.else, 'end of the first attempt', async () =>
    ended.exec(one.words()),
  );
  say(`the first machine is back: ${words}`);
}

/** Queues a sweep, waits until it is trained, whatever is done `meanwhile`, and gives its runs in their order. */
async function trained({ db, ...stack }: Stack, name: string, meanwhile: () => Promise<void>) {
  const parameters = { batchSize: [8], epochs: [40], learningRate: [0.002] };
  const file = await stack.sweepFile(name, parameters, { seeds: trials });
  assert.equal(await stack.tenbin('sweep', file, '--detach').exited, 0, 'the sweep was not queued');
  await meanwhile();
  const finished = await within(patience.else, `end of the sweep ${name}`, async () => {
    const runs = (await listTrials(db)).filter(({ sweepName }) => sweepName === name);
    return runs.filter(({ status }) => status === 'finished').length === trials ? runs : null;
  });
  const runs = finished.toSorted((a, b) => a.trial - b.trial);
  return Promise.all(
    runs.map(async ({ id }) => ({ ...(await getRun(db, id)), curves: await curvesOf(db, id) })),
  );
}

async function curvesOf(db: Database, id: number) {
  const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'learning_rate'];
  const curves = await getCurves(db, { runIds: [id], keys, buckets: 10_000 });
  return curves.map(({ key, steps, values }) => ({ key, steps, values }));
}

type Trained = Awaited<ReturnType<typeof trained>>[number];

/** What the training came to, apart from where and how long. */
function history({ trial, status, epoch, verdict, confusion, curves }: Trained) {
  return { trial, status, epoch, verdict, confusion, curves };
}

type Worker = ReturnType<typeof startWorker>;

/** `tenbin worker` on a machine of its own, with a home of its own. */
function startWorker(machine: string, { home, url }: { home: string; url: string }) {
  const command = [process.execPath, main, 'worker', '--concurrency', '1'];
  const child = spawn('ip', ['netns', 'exec', machine, ...command], {
    env: { ...process.env, TENBIN_HOME: home, DATABASE_URL: url, TF_NUM_INTRAOP_THREADS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (words += String(text)));
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    words: () => words,
    /** Whether this is the id that it has taken. */
    is: (id: string | null) => id !== null && words.includes(`worker ${id} takes`),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const code = await exited;
      process.off('exit', kill);
      assert.equal(code, 0, `a worker did not end well:\n${words}`);
    },
  };
}

async function within<Found>(
  seconds: number,
  what: string,
  look: () => Promise<Found | null | undefined>,
): Promise<Found> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    assert(performance.now() < until, `there was no ${what} within ${seconds} s`);
    await sleep(100);
  }
}
