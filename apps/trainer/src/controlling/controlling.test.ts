import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { getCurves, getRun, getSweep, listTrials, listSweeps } from '@tenbin/db';
import { eventually, openStack } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 90_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

/** What a command printed and its exit status. */
async function call(...words: string[]) {
  const tenbin = stack.tenbin(...words);
  const status = await tenbin.exited;
  const plain = stripVTControlCharacters;
  return { status, stdout: plain(tenbin.stdout), stderr: plain(tenbin.stderr) };
}

async function jsonOf<Schema extends z.ZodType>(
  schema: Schema,
  ...words: string[]
): Promise<z.output<Schema>> {
  const { status, stdout, stderr } = await call(...words, '--json');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return schema.parse(JSON.parse(stdout));
}

async function queue(name: string, more: object = {}): Promise<number> {
  const file = await stack.sweepFile(name, { batchSize: [4, 8], epochs: [2] }, more);
  expect((await call('sweep', file, '--detach')).status).toBe(0);
  return Math.max(...(await listSweeps(stack.db)).map(({ id }) => id));
}

test(
  'a sweep is listed, shown, paused, resumed, changed, stopped and deleted from the command line',
  minute,
  async () => {
    expect((await call('sweep', 'ls')).stdout).toContain('No sweep has been queued yet');
    const search = { method: 'random', budget: { trials: 5 } };
    const id = await queue('controlled', search);
    const listed = await jsonOf(z.object({ sweeps: z.array(z.looseObject({ id: z.int() })) }), 'sweep', 'ls');
    expect(listed.sweeps).toMatchObject([{ id, name: 'controlled', method: 'random', status: 'running' }]);
    expect((await call('sweep', 'ls')).stdout).toMatch(/controlled +random +running +5 queued/);
    const paused = await jsonOf(z.looseObject({}), 'sweep', 'pause', String(id));
    expect(paused).toMatchObject({ sweepId: id, status: 'paused', counts: { queued: 5 } });
    expect((await call('sweep', 'show', String(id))).stdout).toContain(
      'controlled (sweep 1, random) is paused: 5 queued',
    );
    expect((await call('sweep', 'resume', String(id))).stdout).toContain('is running: 5 queued');
    const set = await call(
      'sweep',
      'set',
      String(id),
      '--trials',
      '7',
      '--concurrency',
      '2',
      '--hours',
      '1.5',
      '--priority',
      '3',
    );
    expect(set.stdout).toContain('7 trials, 2 at the same time, 1.5 hours, priority 3');
    expect((await call('sweep', 'set', String(id), '--concurrency', 'none')).stdout).toContain(
      '7 trials, 1.5 hours',
    );
    const stopped = await jsonOf(z.looseObject({}), 'sweep', 'stop', String(id));
    expect(stopped).toMatchObject({ status: 'stopped', counts: { queued: 7 } });
    const asked = await call('sweep', 'rm', String(id));
    expect(asked).toMatchObject({ status: 2 });
    expect(asked.stdout).toContain('Say --yes');
    expect((await call('sweep', 'rm', String(id), '--yes')).status).toBe(0);
    expect(await listSweeps(stack.db)).toEqual([]);
  },
);

test('whoever follows a sweep sees it stop, or hears that it was deleted', minute, async () => {
  const id = await queue('followed');
  // A worker gives the follower something to show, so that it is known to follow.
  const worker = stack.tenbin('worker', '--concurrency', '1');
  const follow = async () => {
    const follower = stack.tenbin('sweep', 'show', String(id), '--follow');
    await eventually(async () => (follower.stdout.includes('trial 1') ? true : null));
    return follower;
  };
  const follower = await follow();
  await call('sweep', 'stop', String(id));
  await follower.exited;
  await call('sweep', 'pause', String(id));
  worker.process.kill('SIGTERM');
  await worker.exited;
  const deleted = await queue('deleted', { priority: 1 });
  const waiting = stack.tenbin('sweep', 'show', String(deleted), '--follow', '--json');
  await eventually(async () => ((await openFollowers()) > 0 ? true : null));
  await call('sweep', 'rm', String(deleted), '--yes');
  expect(await waiting.exited).toBe(2);
  expect(waiting.stderr).toContain(`There is no sweep ${deleted}`);
});

/** Sessions that listen for changes. */
async function openFollowers(): Promise<number> {
  const { rows } = await stack.db.pool.query<{ listening: number }>(
    `select count(*)::int as listening from pg_stat_activity where query = 'listen tenbin_changes'`,
  );
  return rows[0]?.listening ?? 0;
}

test('what is not there, or cannot be, is said with the exit status of bad input', minute, async () => {
  const missing = await call('sweep', 'show', '99');
  expect(missing).toMatchObject({ status: 2 });
  expect(missing.stdout).toContain('There is no sweep 99');
  expect(await call('run', 'pause', '99')).toMatchObject({ status: 2 });
  expect(await call('run', '--again', '99')).toMatchObject({ status: 2 });
  expect(await call('worker', 'stop', 'nobody')).toMatchObject({ status: 2 });
  const id = await queue('grid');
  const refused = await call('sweep', 'set', String(id), '--trials', '9');
  expect(refused.status).toBe(2);
  expect(refused.stdout).toContain('every setting exactly once');
  const wrong = await call('sweep', 'set', String(id), '--concurrency', 'many');
  expect(wrong.stdout).toContain('--concurrency: must be a number, or none');
  await call('sweep', 'rm', String(id), '--yes');
});

test('a run that is trained again has the same history, to the last bit', minute, async () => {
  const more = { seeds: [7], goal: { metric: 'val_loss', direction: 'minimize' } };
  const choices = {
    batchSize: [4],
    epochs: [5],
    augmentation: ['light'],
    dropout: [0.3],
    optimizer: ['adam'],
  };
  const file = await stack.sweepFile('original', choices, more);
  expect((await call('sweep', file)).status).toBe(0);
  const sweepId = Math.max(...(await listSweeps(stack.db)).map(({ id }) => id));
  const [first] = await listTrials(stack.db, { sweepId });
  if (!first) throw new Error('the sweep has no run');
  const again = await call('run', '--again', String(first.id));
  expect(again).toMatchObject({ status: 0 });
  const [second] = (await listTrials(stack.db)).filter(({ id }) => id > first.id);
  if (!second) throw new Error('nothing was trained again');
  expect(second.config).toEqual(first.config);
  expect(second.config.threads).toBeGreaterThan(0);
  expect((await getSweep(stack.db, second.sweepId)).provenance?.command).toBe(
    `tenbin run --again ${first.id}`,
  );
  expect(await historyOf(second.id)).toEqual(await historyOf(first.id));
  const { provenance } = await getRun(stack.db, second.id);
  expect(provenance).toMatchObject({ node: process.versions.node, packages: { tenbin: '0.1.0' } });
});

async function historyOf(runId: number) {
  const keys = ['loss', 'val_loss', 'accuracy', 'val_accuracy', 'gradient_norm'];
  const curves = await getCurves(stack.db, { runIds: [runId], keys });
  expect(curves).toHaveLength(keys.length);
  return curves.map(({ key, steps, values }) => ({ key, steps, values }));
}

test('costs beside the goal give a Pareto front', minute, async () => {
  const more = { method: 'random', budget: { trials: 3 }, against: ['parameters', 'seconds'] };
  const file = await stack.sweepFile(
    'front',
    { model: ['mlp', 'lenet-5'], batchSize: [4], epochs: [1] },
    more,
  );
  expect((await call('sweep', file)).status).toBe(0);
  const id = Math.max(...(await listSweeps(stack.db)).map((sweep) => sweep.id));
  const shown = await call('sweep', 'show', String(id));
  expect(shown.stdout).toContain('Pareto front of val_accuracy against parameters against seconds');
  expect(shown.stdout).toMatch(/trial \d \(.*\): val_accuracy [\d.]+% · [\d,]+ parameters · [\d.]+s/);
});
