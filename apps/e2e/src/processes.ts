import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** What `child` printed and how it ended. */
export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { status: child.exitCode, stdout, stderr };
}

/** Ids of the processes that have every one of `texts` in their environment or command line; Linux only. */
export function processesWith(...texts: string[]): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => id > 0 && id !== process.pid)
    .filter((id) => texts.every((text) => wordsOf(id).includes(text)));
}

/** Command line and environment of a process; nothing when it is gone. */
function wordsOf(id: number): string {
  try {
    return ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${id}/${file}`, 'utf8')).join('\0');
  } catch {
    return '';
  }
}

/** Asks until `look` has something else than undefined; throws after `seconds`. */
export async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await delay(200);
  }
}

/** Starts a command of Tenbin's as a user would. */
export function tenbin(root: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['apps/trainer/bin/tenbin.mjs', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
