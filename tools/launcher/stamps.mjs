import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readObject } from './json.mjs';

/**
 * What was done to a clone, and from which inputs: a step is skipped while its fingerprint is the same. Kept inside
 * node_modules, so that it goes when they go.
 */
export class Stamps {
  /** @param {string} root */
  constructor(root) {
    this.file = path.join(root, 'node_modules', '.tenbin.json');
  }

  /**
   * @param {string} name
   * @param {string} fingerprint
   */
  matches(name, fingerprint) {
    return this.#read()[name] === fingerprint;
  }

  /**
   * @param {string} name
   * @param {string} fingerprint
   */
  set(name, fingerprint) {
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${JSON.stringify({ ...this.#read(), [name]: fingerprint }, null, 2)}\n`);
  }

  /** @returns {Record<string, unknown>} */
  #read() {
    try {
      return readObject(this.file);
    } catch {
      return {}; // none yet, or cut off by a crash: do the work again
    }
  }
}

/**
 * A digest of the contents and names of files and of whole folders, the same on every machine and in every checkout.
 * @param {string} root
 * @param {string[]} inputs relative to root; one that is missing is left out
 * @param {{ ignore?: RegExp, salt?: string }} [options] ignore: names of files and folders to leave out
 * @returns {string} hexadecimal
 */
export function fingerprintOf(root, inputs, { ignore = /^$/, salt = '' } = {}) {
  const hash = createHash('sha256').update(salt);
  const files = inputs.flatMap((input) => filesUnder(root, input, ignore));
  files.sort();
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} relative
 * @param {RegExp} ignore
 * @returns {string[]} relative to root, with forward slashes
 */
function filesUnder(root, relative, ignore) {
  const stat = lstatSync(path.join(root, relative), { throwIfNoEntry: false });
  if (stat?.isFile()) return [relative];
  if (!stat?.isDirectory()) return [];
  return readdirSync(path.join(root, relative))
    .filter((name) => !ignore.test(name))
    .flatMap((name) => filesUnder(root, `${relative}/${name}`, ignore));
}
