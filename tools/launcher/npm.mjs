import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';

/**
 * The machine's npm as a script that any Node can run.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} path of npm-cli.js
 * @throws {Failure} when there is no npm
 */
export function findNpmCli(env) {
  const candidates = [env['npm_execpath'] ?? ''];
  for (const directory of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    const npm = path.join(directory, 'npm');
    if (existsSync(npm)) candidates.push(realpathSync(npm));
    candidates.push(path.join(directory, 'node_modules', 'npm', 'bin', 'npm-cli.js')); // Windows: beside node.exe
  }
  const found = candidates.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
  if (found) return found;
  throw new Failure({
    message: 'npm is not on PATH, and Tenbin installs its packages with it.',
    hint: 'Install Node with npm (https://nodejs.org, or your system\'s "npm" package), then run npm start.',
  });
}

/**
 * The environment for the launcher's children: without what npm left of the script that runs us, and with the chosen
 * Node first on PATH so that package scripts use it too.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ home: string, node: string }} chosen
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(env, { home, node }) {
  const outer =
    /^(npm_(lifecycle|package)_|npm_(command|execpath|node_execpath|config_local_prefix)$|INIT_CWD$|NODE$)/;
  return {
    NODE_USE_SYSTEM_CA: '1', // the fetched Node trusts what the machine's own does: a company's proxy, say
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name))),
    PATH: pathWith(node, env['PATH'] ?? ''),
    TENBIN_HOME: home,
    NEXT_TELEMETRY_DISABLED: '1',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    npm_config_update_notifier: 'false',
  };
}

/**
 * PATH under which `node` is the chosen one; unchanged where it is already, since what stands beside it (another Python,
 * another compiler) would come first too.
 * @param {string} node
 * @param {string} PATH
 */
function pathWith(node, PATH) {
  const first = PATH.split(path.delimiter)
    .map((folder) => path.join(folder, path.basename(node)))
    .find((file) => existsSync(file));
  if (first !== undefined && realpathSync(first) === realpathSync(node)) return PATH;
  return [path.dirname(node), PATH].filter(Boolean).join(path.delimiter);
}
