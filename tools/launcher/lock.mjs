import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from './failure.mjs';
import { readObject, textOf } from './json.mjs';
import { isAlive } from './process-tree.mjs';

/** @typedef {{ pid: number, url?: string }} Holder url: of the dashboard, once it answers */

/**
 * Takes a lock file that counts only while its process lives.
 * @param {string} file
 * @returns {{ held: Lock } | { holder: Holder }} the lock, or who has it
 */
export function takeLock(file) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid }), { flag: 'wx' });
      return { held: new Lock(file) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && holder.pid !== process.pid && isAlive(holder.pid)) return { holder };
    if (attempt > 20) throw new Error(`${file} comes back each time that it is removed`);
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @param {{ onWait: (holder: Holder) => void, check: () => void }} options onWait is called once; check throws to give up
 * @returns {Promise<Lock>} when its holder is gone
 */
export async function waitForLock(file, { onWait, check }) {
  for (let waited = false; ; waited = true) {
    const taken = takeLock(file);
    if ('held' in taken) return taken.held;
    if (!waited) onWait(taken.holder);
    check();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

export class Lock {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  /** @param {string} url tells a second start where the first one is */
  publish(url) {
    writeFileSync(`${this.file}.new`, JSON.stringify({ pid: process.pid, url }));
    renameSync(`${this.file}.new`, this.file);
  }

  release() {
    if (readHolder(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {Holder | null} null when it is gone or was cut off
 */
function readHolder(file) {
  try {
    const { pid, url } = readObject(file);
    return typeof pid === 'number' ? { pid, ...(url ? { url: textOf(url) } : {}) } : null;
  } catch {
    return null;
  }
}
