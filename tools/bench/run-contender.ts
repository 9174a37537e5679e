import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { message } from './contender.ts';
import type { Result, Task } from './contender.ts';

/** Program and first arguments of a process that takes a `Task` as its last. */
export type Command = [program: string, ...arguments: string[]];

export const ours: Command = [process.execPath, join(import.meta.dirname, 'ours.ts')];

export interface Ended extends Result {
  /** From the start of the process to the end of its first step, in seconds. */
  firstStepSeconds: number;
}

/** A process at work; it ends with its result. */
export interface Contender {
  /** When it has warmed up; only of one that waits. */
  ready: Promise<unknown>;
  /** Lets one that waits train on. */
  go(): void;
  /** @throws Error with its last words when it ends without a result */
  result: Promise<Ended>;
}

export function startContender(command: Command, task: Task): Contender {
  const [program, ...given] = command;
  const begin = performance.now();
  const child = spawn(program, [...given, JSON.stringify(task)], {
    env: { ...process.env, ...threadsAsVariables(task.threads) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stopWithUs = endWithUs(child);
  const ready = Promise.withResolvers<null>();
  const result = Promise.withResolvers<Ended>();
  let firstStepSeconds = Number.NaN;
  let words = '';
  child.stderr.on('data', (text) => (words = (words + String(text)).slice(-4000)));
  createInterface(child.stdout).on('line', (line) => {
    const said = message.parse(JSON.parse(line));
    if (said.type === 'first-step') firstStepSeconds = (performance.now() - begin) / 1000;
    else if (said.type === 'ready') ready.resolve(null);
    else result.resolve({ ...said, firstStepSeconds });
  });
  child.once('error', (error) => result.reject(error));
  child.once('close', (code, signal) => {
    stopWithUs();
    result.reject(new Error(`${given.at(-1)} ${task.model} ended (${signal ?? code}):\n${words}`));
  });
  // It also has to end before the next one begins.
  const ended = result.promise.then(async (found) => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    return found;
  });
  return {
    ready: Promise.race([ready.promise, ended]),
    go: () => void child.stdin.write('go\n'),
    result: ended,
  };
}

/** What both frameworks and OpenMP read at their start. */
export function threadsAsVariables(threads: number): NodeJS.ProcessEnv {
  const count = String(threads);
  return {
    TF_NUM_INTRAOP_THREADS: count,
    TF_NUM_INTEROP_THREADS: count,
    OMP_NUM_THREADS: count,
    TF_CPP_MIN_LOG_LEVEL: '3',
    CUDA_VISIBLE_DEVICES: '-1',
  };
}

/** Ends `child` when this process ends, by itself or by a signal. */
function endWithUs(child: ChildProcess): () => void {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  return () => process.off('exit', end);
}
