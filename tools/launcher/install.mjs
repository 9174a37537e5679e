import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { explain } from './explain.mjs';
import { Stamps, fingerprintOf } from './stamps.mjs';
import { leashed } from './processes.mjs';

/**
 * What node_modules must have been installed from: the lock file, for this Node's major and this platform.
 * @param {string} root
 * @param {string} major of the Node that will run it
 */
export function packagesFingerprint(root, major) {
  return fingerprintOf(root, ['package-lock.json'], {
    salt: `node ${major} ${process.platform}-${process.arch}`,
  });
}

/**
 * @param {string} root
 * @param {string} fingerprint
 */
export function packagesReady(root, fingerprint) {
  return (
    new Stamps(root).matches('packages', fingerprint) && existsSync(path.join(root, 'node_modules', 'nx'))
  );
}

/**
 * `npm ci`, stamped when it is done.
 * @param {object} tools
 * @param {string} tools.root
 * @param {string} tools.fingerprint
 * @param {string} tools.node that runs npm
 * @param {string} tools.npmCli
 * @param {NodeJS.ProcessEnv} tools.env
 * @param {import('./processes.mjs').Processes} tools.processes
 * @param {import('./phases.mjs').Phase} tools.phase
 * @returns {Promise<string>} what was installed, in words
 */
export async function installPackages({ root, fingerprint, node, npmCli, env, processes, phase }) {
  const ending = await processes.run({
    ...leashed(node, [
      npmCli,
      'ci',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--engine-strict=false',
      '--loglevel=error',
    ]),
    cwd: root,
    env,
    onLine: phase.log,
  });
  if (ending.code !== 0) throw explain({ what: 'Installing packages (npm ci)', ending, tail: phase.tail() });
  new Stamps(root).set('packages', fingerprint);
  return `${readdirSync(path.join(root, 'node_modules')).length} packages and scopes`;
}
