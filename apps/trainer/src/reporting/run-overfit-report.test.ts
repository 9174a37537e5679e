import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fromJson } from '@tenbin/contracts';
import { listTrials } from '@tenbin/db';
import { overfitting } from '../../fixtures/rows.ts';
import { openStack } from '../../fixtures/stack.ts';
import type { Stack } from '../../fixtures/stack.ts';

const minute = { timeout: 90_000 };
/** Typed by somebody who means no good. */
const name = `tiny <script>alert(1)</script>`;

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
  const file = await stack.sweepFile('tiny', { model: ['mlp'], batchSize: [4, 8], epochs: [3] }, { name });
  await stack.tenbin('sweep', file).exited;
  // Tiny pictures are too easy to overfit: the first run is said to.
  await stack.db.pool.query('update run set verdict = $1 where trial_number = 1', [overfitting]);
}, minute.timeout);
afterAll(() => stack[Symbol.asyncDispose](), minute.timeout);

async function report(...words: string[]) {
  const tenbin = stack.tenbin('overfit', 'report', ...words);
  const status = await tenbin.exited;
  return { status, stdout: stripVTControlCharacters(tenbin.stdout), stderr: tenbin.stderr };
}

test('the project, a sweep and a run are told in text, the sentence first', minute, async () => {
  const [ill] = await listTrials(stack.db);
  const project = await report();
  expect(project.status).toBe(0);
  expect(project.stdout).toMatch(/^Overfitting\n.*2 judged runs\n\n.*1 of 2 runs/s);
  const sweep = await report('--sweep', String(ill?.sweepId));
  expect(sweep.stdout).toContain(`${name}\nOverfitting in a sweep, 2 judged runs`);
  const run = await report('--run', String(ill?.id));
  expect(run.stdout).toContain(overfitting.reasons[0]);
  expect(run.stdout).toContain(`npx tenbin overfit cure ${ill?.id}`);
});

test('--json is the report itself, with the numbers of the database', minute, async () => {
  const [ill] = await listTrials(stack.db);
  const { stdout } = await report('--run', String(ill?.id), '--json');
  const shape = z.object({
    scope: z.literal('run'),
    run: z.looseObject({ id: z.int(), best: z.unknown(), last: z.unknown() }),
    history: z.looseObject({ val_loss: z.array(z.number()) }),
    siblings: z.int(),
  });
  const told = shape.parse(fromJson(JSON.parse(stdout)));
  expect(told.run).toMatchObject({ id: ill?.id, best: ill?.best, last: ill?.last });
  expect(told.history.val_loss).toHaveLength(3);
  expect(told.history.val_loss[2]).toBe(ill?.last?.val_loss);
  expect(told.siblings).toBe(1);
});

test('files are written where they are wanted, and names in them are text', minute, async () => {
  const [ill] = await listTrials(stack.db);
  const html = join(stack.home, 'reports/out.html');
  const markdown = join(stack.home, 'reports/out.md');
  const { status, stdout } = await report(
    '--sweep',
    String(ill?.sweepId),
    '--html',
    html,
    '--markdown',
    markdown,
  );
  expect(status).toBe(0);
  expect(stdout).toContain(html);
  const page = await readFile(html, 'utf8');
  expect(page).toContain('tiny &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script');
  expect(await readFile(markdown, 'utf8')).toMatch(/^# tiny &lt;script&gt;alert\(1\)&lt;\/script&gt;\n/);
  expect((await report('--markdown')).stdout).toMatch(/^# Overfitting\n[\s\S]*\| --- \|/);
});

test('what is not there, two scopes, and a place that cannot be written are bad input', minute, async () => {
  await mkdir(join(stack.home, 'taken'));
  for (const words of [
    ['--run', '999'],
    ['--sweep', '999'],
    ['--run', '1', '--sweep', '1'],
    ['--html', join(stack.home, 'taken')],
    ['--run', 'first'],
  ]) {
    expect({ words, status: (await report(...words)).status }).toEqual({ words, status: 2 });
  }
});

test(
  'what is printed is the report alone, and what else there is to say goes to stderr',
  minute,
  async () => {
    const html = join(stack.home, 'reports/beside.html');
    const both = await report('--markdown', '--html', html);
    expect(both.stdout).toMatch(/^# Overfitting\n/);
    expect(both.stdout).not.toContain(html);
    expect(both.stderr).toContain(html);
    expect((await report('--html', '-')).stdout).toMatch(/^<!doctype html>/);
  },
);

test(
  'two reports in one file, and a file that is a folder, are refused with what to do',
  minute,
  async () => {
    const same = await report('--html', 'a.out', '--markdown', './a.out');
    expect(same).toMatchObject({ status: 2 });
    expect(same.stdout + same.stderr).toContain('both name a.out');
    const folder = await report('--html', stack.home);
    expect(folder).toMatchObject({ status: 2 });
    expect(folder.stdout + folder.stderr).toContain('is a folder');
  },
);

test(
  'cures are named as people write them, and a wrong name is answered with the right ones',
  minute,
  async () => {
    const [ill] = await listTrials(stack.db);
    const cure = async (only: string) => {
      const tenbin = stack.tenbin('overfit', 'cure', String(ill?.id), '--dry-run', '--only', only);
      return { status: await tenbin.exited, words: tenbin.stdout + tenbin.stderr };
    };
    expect(await cure('weight-decay,weightDecay')).toMatchObject({ status: 0 });
    const wrong = await cure('sleep');
    expect(wrong.status).toBe(2);
    expect(wrong.words).toContain('sleep is no cure; there are moreData');
  },
);
