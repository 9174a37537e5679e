import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, isAlive } from '../../fixtures/stack.ts';
import { startChild } from './child.ts';

const script = join(import.meta.dirname, '../../fixtures/stubborn.ts');

async function startStubborn() {
  const lines: string[] = [];
  const child = await startChild({ script, environment: process.env, log: (line) => lines.push(line) });
  const pids = await eventually(async () => lines[0]?.split(' ').map(Number));
  return { child, lines, pids };
}

test('a child that does what it is asked is not signalled, and its own children go with it', async () => {
  const { child, lines, pids } = await startStubborn();
  const ending = await child.end({ ask: 'please', askMs: 60_000, killMs: 60_000 });
  expect(ending).toEqual({ code: 7, signal: null, lastWords: [] });
  expect(lines).not.toContain('no');
  await eventually(async () => (pids.some(isAlive) ? null : true));
});

test('a child that ignores SIGTERM is killed with its whole group', async () => {
  const { child, lines, pids } = await startStubborn();
  const ending = await child.end({ killMs: 300 });
  expect(ending.signal).toBe('SIGKILL');
  expect(lines).toContain('no');
  await eventually(async () => (pids.some(isAlive) ? null : true));
});

test('the last lines on stderr are kept to explain an end', async () => {
  const missing = join(import.meta.dirname, 'no-such-file.ts');
  const child = await startChild({ script: missing, environment: process.env, log: () => {} });
  const { code, lastWords } = await child.exited;
  expect(code).toBe(1);
  expect(lastWords.join('\n')).toContain('no-such-file.ts');
});
