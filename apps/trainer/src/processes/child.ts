import { fork } from 'node:child_process';
import type { Serializable } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tenbin/contracts';

/** How many of a process's last lines on stderr are kept to explain its end. */
const keptLines = 20;

export interface ChildOptions {
  /** Absolute path of the JavaScript or TypeScript file that it runs. */
  script: string;
  arguments?: string[];
  environment: NodeJS.ProcessEnv;
  /** Options of Node itself, besides those of this process. */
  nodeOptions?: string[];
  /** Takes each line that it writes to stdout or stderr. */
  log: (line: string) => void;
  /** Takes each message that it sends. */
  onMessage?: (message: unknown) => void;
}

export interface Ending {
  /** Exit status, or null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last lines that it wrote to stderr. */
  lastWords: string[];
}

export interface EndOptions {
  /** What it is asked by message before any signal. */
  ask?: Serializable;
  /** Milliseconds from there to SIGTERM; 0 when there is nothing to ask. */
  askMs?: number;
  /** Milliseconds from the beginning to SIGKILL. */
  killMs: number;
}

/** A Node process that leads its own process group, so that a Ctrl-C in the terminal reaches its parent only. */
export interface Child {
  pid: number;
  exited: Promise<Ending>;
  send: (message: Serializable) => void;
  /** Ends it, politely first, and waits until it and all that it left in its group are gone. */
  end(options: EndOptions): Promise<Ending>;
  /** SIGKILL to the whole group, now. */
  kill: () => void;
}

/** @throws AppError `trial_crashed` when the system has no room for another process */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = fork(options.script, options.arguments ?? [], {
    detached: true,
    env: options.environment,
    execArgv: [...process.execArgv, ...(options.nodeOptions ?? [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // A message to a child that has just died is no error of ours: its end is told by `exited`.
  child.on('error', () => {});
  const { pid } = child;
  if (pid === undefined) throw await spawnFault(options.script, child);

  const lastWords: string[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', options.log);
  if (child.stderr) {
    createInterface(child.stderr).on('line', (line) => {
      lastWords.push(line);
      if (lastWords.length > keptLines) lastWords.shift();
      options.log(line);
    });
  }
  if (options.onMessage) child.on('message', options.onMessage);
  const exited = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, lastWords }));
  });
  const kill = (): void => signalGroup(pid, 'SIGKILL');
  const send = (message: Serializable): void => {
    if (child.connected) child.send(message, () => {});
  };
  return { pid, exited, send, kill, end: (how) => end({ exited, send, kill, pid }, how) };
}

async function end(child: Omit<Child, 'end'>, { ask, askMs = 0, killMs }: EndOptions): Promise<Ending> {
  const done = new AbortController();
  const later = async (ms: number, act: () => void): Promise<void> => {
    await sleep(ms, undefined, { signal: done.signal }).then(act, () => {});
  };
  if (ask !== undefined) child.send(ask);
  const timers = [later(askMs, () => signalProcess(child.pid, 'SIGTERM')), later(killMs, child.kill)];
  try {
    return await child.exited;
  } finally {
    done.abort();
    await Promise.all(timers);
    child.kill();
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  signalProcess(-pid, signal);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}

async function spawnFault(script: string, child: NodeJS.EventEmitter): Promise<AppError> {
  const cause = await new Promise<unknown>((resolve) => {
    child.once('error', resolve);
  });
  return new AppError({
    code: 'trial_crashed',
    message: `no process could be started for ${script}: ${String(cause)}`,
    hint: 'The machine is out of processes or memory: lower --concurrency.',
    cause,
  });
}
