import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Node process that runs a program of this folder, until it is killed. */
export interface ChildProgram extends AsyncDisposable {
  /** The first line that it says. */
  firstLine: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export async function childProgram(name: string, argument: string): Promise<ChildProgram> {
  const child = spawn(process.execPath, [join(import.meta.dirname, name), argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const firstLine of createInterface({ input: child.stdout })) {
    return { firstLine, kill: () => kill(child), [Symbol.asyncDispose]: () => kill(child) };
  }
  throw new Error(`${name} said nothing`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
