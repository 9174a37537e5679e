import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const script = join(import.meta.dirname, 'program.ts');
const slowest = z.object({ undisturbed: z.number(), preempted: z.number() });
const report = z.object({ run: z.string(), step: z.int(), slowest });
/** Milliseconds after which what was logged is on the disk, also while the disk is busy. */
const commitMs = 500;

export interface Place {
  url: string;
  apiKey: string;
  directory: string;
}

/** What a program said before it ended. */
export interface Logged {
  run: string;
  /** Highest step that was logged so long before the end that it must not be lost. */
  sure: number;
  /** Highest step that it said. */
  step: number;
  /** Of all calls of log(), in milliseconds. */
  slowest: z.output<typeof slowest>;
}

/** A program that logs, and what it has said. */
export class Program {
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #said: { step: number; at: number }[] = [];
  #run = '';
  #slowest = { undisturbed: 0, preempted: 0 };
  #killedAt = Infinity;

  /** @param diskKiB how much one file of it may hold; the system refuses what is more, as a full disk does */
  constructor(place: Place, { steps = null, diskKiB }: { steps?: number | null; diskKiB?: number } = {}) {
    const limit =
      diskKiB === undefined ? [] : ['-c', `ulimit -f ${diskKiB}; exec "$0" "$@"`, process.execPath];
    this.#child = fork(script, [JSON.stringify({ ...place, steps })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      ...(limit.length > 0 ? { execPath: 'bash', execArgv: limit } : {}),
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', resolve);
    });
    this.#child.on('message', (message) => {
      const { run, step, slowest: slow } = report.parse(message);
      this.#run = run;
      this.#slowest = slow;
      this.#said.push({ step, at: performance.now() });
    });
  }

  /** Null when it died before it said a word. */
  get logged(): Logged | null {
    const step = this.#said.at(-1)?.step;
    if (step === undefined) return null;
    const sure = this.#said.findLast(({ at }) => at < this.#killedAt - commitMs)?.step ?? 0;
    return { run: this.#run, sure, step, slowest: this.#slowest };
  }

  async kill(): Promise<void> {
    this.#killedAt = performance.now();
    this.#child.kill('SIGKILL');
    await this.exited;
    await sleep(0);
  }
}
