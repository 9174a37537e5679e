import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, isAlive } from '../../fixtures/stack.ts';
import { startChild } from './child.ts';
import { supervise } from './supervise.ts';

const script = join(import.meta.dirname, '../../fixtures/stubborn.ts');

test('a process that is killed is started again, which is said, until it is stopped', async () => {
  const pids: number[] = [];
  const said: string[] = [];
  const stop = new AbortController();
  const supervised = supervise({
    name: 'child',
    killMs: 100,
    stop: stop.signal,
    kill: new AbortController().signal,
    say: (line) => said.push(line),
    start: async () => {
      const child = await startChild({ script, environment: process.env, log: () => {} });
      pids.push(child.pid);
      return child;
    },
  });
  const first = await eventually(async () => pids[0]);
  process.kill(first, 'SIGKILL');
  const second = await eventually(async () => pids[1]);
  expect(said).toEqual(['the child ended by SIGKILL; it is started again in 1 s']);
  stop.abort();
  await supervised;
  expect(isAlive(second)).toBe(false);
});
