import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Failure, Interrupted, codeOf } from './failure.mjs';
import { membersOf, signalAll } from './process-tree.mjs';

const markName = 'TENBIN_LAUNCH';
const leash = new URL('./leash.mjs', import.meta.url).href;

/**
 * @typedef {object} Command
 * @property {string} file
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} [onLine] takes its output line by line; without it the terminal is shared
 * @property {number} [limitMs] it is killed after this time
 * @property {(message: unknown) => void} [onMessage] opens a channel for `process.send` of a Node child
 * @property {boolean} [orderly] it stops its own children: a signal goes to it alone, not to its whole group
 */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */
/** @typedef {{ pid: number, command: Command, ended: Promise<Ending>, alive: boolean }} Child */

/**
 * Every process that the launcher starts, each the leader of a group of its own, so that a stop reaches all of them
 * and a Ctrl-C reaches each exactly once.
 */
export class Processes {
  /** @type {Set<Child>} */
  #children = new Set();
  /** @type {NodeJS.Signals | null} */
  #stoppedBy = null;
  /** Handed down through the environment: finds descendants that left the group and lost their parent. */
  #id = randomUUID();
  #mark = `${markName}=${this.#id}`;

  /** @param {{ graceMs: number }} options time from the polite signal to SIGKILL */
  constructor({ graceMs }) {
    this.graceMs = graceMs;
  }

  /**
   * @param {Command} command
   * @returns {Promise<Ending>}
   * @throws {Interrupted} when a stop was asked for, before it began or while it ran; an orderly one ends by itself
   * @throws {Failure} when the program cannot be started
   */
  async run(command) {
    const { ended, pid } = this.start(command);
    const kill = () => signalAll(membersOf({ leaders: [pid], mark: this.#mark }), 'SIGKILL');
    const limit = command.limitMs === undefined ? undefined : setTimeout(kill, command.limitMs);
    const ending = await ended.finally(() => clearTimeout(limit));
    if (!command.orderly) this.check();
    return ending;
  }

  /**
   * @param {Command} command
   * @returns {Child}
   */
  start(command) {
    this.check();
    const output = command.onLine ? 'pipe' : 'inherit';
    const spawned = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: {
        ...command.env,
        [markName]: this.#id,
        TENBIN_LEASH: String(process.pid),
      },
      stdio: ['ignore', output, output, ...(command.onMessage ? [/** @type {const} */ ('ipc')] : [])],
      detached: true,
    });
    if (command.onMessage) spawned.on('message', command.onMessage);
    for (const stream of [spawned.stdout, spawned.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => command.onLine?.(line));
    /** @type {Child} */
    const child = {
      pid: spawned.pid ?? 0,
      command,
      alive: spawned.pid !== undefined,
      ended: new Promise((resolve, reject) => {
        spawned.once('error', (cause) => reject(cannotStart(command.file, cause)));
        spawned.once('close', (code, signal) => resolve({ code, signal }));
        // a stray grandchild that holds the pipes open must not hold us
        spawned.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal }), 1000).unref());
      }),
    };
    spawned.once('exit', () => (child.alive = false));
    const forget = () => this.#children.delete(child);
    if (child.alive) this.#children.add(child);
    child.ended.then(forget, forget);
    return child;
  }

  /**
   * Passes `signal` on once, waits for everything to end, and kills what is left after the grace.
   * @param {NodeJS.Signals} signal
   */
  async stop(signal) {
    this.#stoppedBy = signal;
    for (const { pid, command } of this.#children) signalAll([command.orderly ? pid : -pid], signal);
    const leaders = [...this.#children];
    const deadline = Date.now() + this.graceMs;
    let warned = false;
    for (let left = this.#left(leaders); left.length > 0; left = this.#left(leaders)) {
      if (Date.now() > deadline) return this.killNow();
      if (!warned && leaders.every((leader) => !leader.alive)) {
        signalAll(left, 'SIGTERM');
        warned = true;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** @throws {Interrupted} when a stop was asked for */
  check() {
    if (this.#stoppedBy) throw new Interrupted(this.#stoppedBy);
  }

  /** Children in groups of their own do not hear of a new terminal size: tells those that share the terminal. */
  resized() {
    for (const { pid, command } of this.#children) if (!command.onLine) signalAll([pid], 'SIGWINCH');
  }

  /** Kills every process that is left, descendants that changed their group included. */
  killNow() {
    signalAll(this.#left([...this.#children]), 'SIGKILL');
  }

  /** @param {Child[]} leaders */
  #left(leaders) {
    return membersOf({ leaders: leaders.map(({ pid }) => pid), mark: this.#mark });
  }
}

/**
 * A Node program that ends when this process is gone, even when this one was killed without a word.
 * @param {string} node
 * @param {string[]} args
 */
export function leashed(node, args) {
  return { file: node, args: ['--import', leash, ...args] };
}

/**
 * @param {string} file
 * @param {unknown} cause
 */
function cannotStart(file, cause) {
  const why = codeOf(cause) === 'ENOENT' ? 'it is not there' : codeOf(cause) || String(cause);
  return new Failure({
    message: `${file} cannot be started: ${why}.`,
    hint: 'Install it, or put it on PATH, and run the command again.',
    cause,
  });
}
