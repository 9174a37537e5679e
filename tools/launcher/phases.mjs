import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Interrupted } from './failure.mjs';
import { PhaseBoard, shown } from './phase-board.mjs';

const quickMs = 300;
const keptLines = 300;
const shownLines = 15;

/**
 * @typedef {object} Phase
 * @property {(line: string) => void} log a line for the phase's log file, and for its last lines on failure
 * @property {(text: string) => void} say what is going on now, shown beside the counter
 * @property {() => string[]} tail the last lines logged
 */

/**
 * The set-up's steps, each with its seconds on the terminal and its full output in `<home>/logs/<name>.log`.
 */
export class Phases {
  /**
   * @param {object} options
   * @param {string} options.home
   * @param {NodeJS.WritableStream & { isTTY?: boolean }} options.out
   */
  constructor({ home, out }) {
    this.logs = path.join(home, 'logs');
    this.board = new PhaseBoard(out);
    mkdirSync(this.logs, { recursive: true });
  }

  /**
   * Runs one step; several may run at once.
   * @template T
   * @param {{ name: string, title: string }} step name: the log file's; title: what it does, in words
   * @param {(phase: Phase) => Promise<{ note: string, value: T }>} work note: the outcome in a few words
   * @returns {Promise<T>}
   */
  async run({ name, title }, work) {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const logFile = path.join(this.logs, `${name}.log`);
    const file = createWriteStream(logFile);
    file.on('error', () => {});
    /** @type {string[]} */
    const tail = [];
    const line = this.board.begin(title, seconds, quickMs);
    const phase = {
      /** @param {string} text */
      log(text) {
        file.write(`${text}\n`);
        tail.push(text);
        if (tail.length > keptLines) tail.shift();
      },
      say: line.say,
      tail: () => tail,
    };
    try {
      const { note, value } = await work(phase);
      line.end(`${seconds() < quickMs / 1000 ? '' : `${shown(seconds())} · `}${note}`);
      return value;
    } catch (error) {
      const stopped = error instanceof Interrupted;
      line.end(stopped ? `stopped after ${shown(seconds())}` : `FAILED after ${shown(seconds())}`);
      if (!stopped && tail.length > 0)
        this.board.print([
          ...tail.slice(-shownLines).map((text) => `    ${text}`),
          `    (all of it: ${logFile})`,
        ]);
      throw error;
    } finally {
      file.end();
    }
  }
}
