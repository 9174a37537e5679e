import { Failure } from './failure.mjs';

/** @typedef {{ name: string, pattern: RegExp, message: (match: RegExpExecArray, what: string) => string, hint: string }} Cause */

/**
 * What a child's last lines say about why it failed, first match first.
 * @type {Cause[]}
 */
const causes = [
  {
    name: 'disk',
    pattern: /ENOSPC|no space left on device/i,
    message: (_, what) => `${what}: the disk is full.`,
    hint: 'Free some space (a first start takes about 4 GB), or point TENBIN_HOME to a larger disk, and run it again.',
  },
  {
    name: 'registry',
    pattern:
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT)\b/,
    message: (match, what) =>
      `${what}: the npm registry${hostIn(match.input)} cannot be reached (${match[1]}).`,
    hint: 'Check the network, the proxy and `npm config get registry`, and run it again: what was fetched is kept.',
  },
  {
    name: 'certificate',
    pattern: /\b(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT)\b/,
    message: (match, what) => `${what}: the npm registry's certificate is not trusted (${match[1]}).`,
    hint: 'Behind a company proxy set NODE_EXTRA_CA_CERTS to its certificate, and run it again.',
  },
  {
    name: 'refused',
    pattern: /\b(E401|E403)\b/,
    message: (match, what) => `${what}: the npm registry${hostIn(match.input)} refused us (${match[1]}).`,
    hint: 'Log in to your registry (`npm login`) or set it back (`npm config delete registry`), and run it again.',
  },
  {
    name: 'missing package',
    pattern: /\b(E404|ETARGET)\b/,
    message: (match, what) =>
      `${what}: the registry${hostIn(match.input)} lacks a package that package-lock.json names.`,
    hint: 'A mirror may be behind: set the registry back (`npm config delete registry`), or wait, and run it again.',
  },
  {
    name: 'lock',
    pattern: /can only install (packages )?when your package\.json and|\bEUSAGE\b/,
    message: (_, what) => `${what}: package.json and package-lock.json disagree.`,
    hint: 'Run `npm install`, check what it changed in package-lock.json, and run it again.',
  },
  {
    name: 'integrity',
    pattern: /\bEINTEGRITY\b/,
    message: (_, what) =>
      `${what}: a package is not the one that package-lock.json names (its checksum differs).`,
    hint: 'Clear a broken download with `npm cache verify`, and run it again.',
  },
  {
    name: 'rights',
    pattern: /\b(EACCES|EPERM|EROFS)\b[^\n]*/,
    message: (match, what) => `${what}: files may not be written (${match[0].trim()}).`,
    hint: 'The clone and the npm cache must belong to the user who runs this: were they made with sudo?',
  },
  {
    name: 'memory',
    pattern: /heap out of memory|ENOMEM|\bKilled\b/,
    message: (_, what) => `${what}: not enough memory.`,
    hint: 'Close other programs, or give the container at least 3 GB, and run it again.',
  },
];

/**
 * The failure that a child's output speaks of, in one sentence and one cure.
 * @param {object} child
 * @param {string} child.what the step in words, such as `npm ci`
 * @param {import('./processes.mjs').Ending} child.ending
 * @param {string[]} child.tail its last lines
 * @returns {Failure}
 */
export function explain({ what, ending, tail }) {
  const output = tail.join('\n');
  for (const { pattern, message, hint } of causes) {
    const match = pattern.exec(output);
    if (match) return new Failure({ message: message(match, what), hint });
  }
  const how = ending.signal ? `was killed by ${ending.signal}` : `ended with status ${ending.code}`;
  const hint =
    ending.signal === 'SIGKILL'
      ? 'The system may have been out of memory: close other programs and run it again.'
      : 'The lines above say why. If they look like a defect of Tenbin, please report them.';
  return new Failure({ message: `${what} ${how}.`, hint });
}

/** @param {string} output */
function hostIn(output) {
  const host = /https?:\/\/([\w.-]+(?::\d+)?)/.exec(output)?.[1];
  return host ? ` at ${host}` : '';
}
