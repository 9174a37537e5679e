import fs, { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, codeOf } from './failure.mjs';

/** The clone that this launcher belongs to. */
export const rootDirectory = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Where Tenbin keeps everything that is not source: Node, engine, database, logs.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {string} absolute; `TENBIN_HOME` (relative to the clone when it is relative), else `<clone>/.tenbin`
 */
export function homeOf(env, root) {
  return path.resolve(root, env['TENBIN_HOME'] || '.tenbin');
}

/**
 * Makes the directory when it is missing and proves that it can be written.
 * @param {string} directory
 * @param {string} cure what to do when it cannot be
 * @throws {Failure}
 */
export function assertWritable(directory, cure) {
  const probe = path.join(directory, `.probe-${process.pid}`);
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw noRoom(directory, 0, undefined);
    throw new Failure({ message: `${directory} cannot be written (${codeOf(cause)}).`, hint: cure, cause });
  }
}

/**
 * @param {string} directory an existing one
 * @param {number} bytes that the coming work needs
 * @param {number} free for tests; the free bytes of the directory's disk
 * @throws {Failure} when the disk has less
 */
export function assertRoom(directory, bytes, free = freeBytes(directory)) {
  if (free < bytes) throw noRoom(directory, free, bytes);
}

/** @param {string} directory */
function freeBytes(directory) {
  const { bavail, bsize } = fs.statfsSync(directory);
  return bavail * bsize;
}

/**
 * @param {string} directory
 * @param {number} free
 * @param {number | undefined} needed
 */
function noRoom(directory, free, needed) {
  const need = needed === undefined ? '' : ` of the ${gigabytes(needed)} that this needs`;
  return new Failure({
    message: `The disk of ${directory} is full: ${gigabytes(free)} free${need}.`,
    hint: 'Free some space, or point TENBIN_HOME to a directory on a larger disk.',
  });
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
