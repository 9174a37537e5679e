import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SessionSink, stepsOf } from '../../fixtures/session-sink.ts';
import { syncSpools } from '../index.ts';

let directory: string;
let lines: string[];
let sink: SessionSink;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tenbin-sdk-'));
  lines = [];
  sink = new SessionSink();
});
afterEach(() => rm(directory, { recursive: true, force: true }));
const log = (line: string): void => void lines.push(line);

const script = join(import.meta.dirname, '../../fixtures/logs-a-run.ts');

async function child(how: string): Promise<{ process: ChildProcess; logged: number }> {
  const process = fork(script, [directory, how], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const count = await new Promise<number>((resolve) =>
    process.once('message', (said) => resolve(Number(said))),
  );
  return { process, logged: count };
}

test.for([
  ['SIGKILL', 'crashed'],
  ['SIGINT', 'canceled'],
  ['SIGTERM', 'canceled'],
] as const)(
  'a process that ends by %s leaves all that it logged, and its run is %s',
  async ([signal, status]) => {
    const { process, logged: count } = await child('waits');
    process.kill(signal);
    const [code, by] = (await once(process, 'exit')) as unknown[];
    expect([code, by]).toEqual([null, signal]);
    await syncSpools({ directory, sink, log });
    expect(stepsOf(sink.records)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(sink.records.at(-1)).toMatchObject({ kind: 'end', status });
  },
);

test.for([
  ['throws', { status: 'failed', error: { message: 'boom' } }],
  ['exits', { status: 'failed' }],
  ['forgets', { status: 'finished' }],
] as const)('a program that %s has its run end so', async ([how, end]) => {
  const { process } = await child(how);
  if (process.exitCode === null) await once(process, 'exit');
  await syncSpools({ directory, sink, log });
  expect(sink.records.at(-1)).toMatchObject({ kind: 'end', ...end });
});
