import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explain } from './explain.mjs';
import { Failure } from './failure.mjs';
import { objectOf, readObject, textOf } from './json.mjs';
import { fitsRange } from './node-range.mjs';
import { leashed } from './processes.mjs';

/** Fetched where the machine's own Node is out of the range of package.json. */
export const pinnedNode = '24.21.0';

/**
 * The Node that runs Tenbin, when it is there already: the one that runs us, else the one fetched earlier.
 * @param {{ root: string, home: string, version?: string }} place version: for tests, of the running Node
 * @returns {string | null} path of the executable; null: `fetchNode` first
 */
export function nodeFor({ root, home, version = process.versions.node }) {
  if (fitsRange(version, rangeOf(root))) return process.execPath;
  const fetched = fetchedNode(home);
  return existsSync(fetched.file) ? fetched.file : null;
}

/**
 * Installs the pinned Node from the npm registry into `<home>/node`.
 * @param {object} tools
 * @param {string} tools.home
 * @param {string} tools.npmCli
 * @param {NodeJS.ProcessEnv} tools.env
 * @param {import('./processes.mjs').Processes} tools.processes
 * @param {import('./phases.mjs').Phase} tools.phase
 * @returns {Promise<string>} path of the executable
 */
export async function fetchNode({ home, npmCli, env, processes, phase }) {
  const { directory, name, scripts, file } = fetchedNode(home);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
  const flags = [
    `--ignore-scripts=${!scripts}`,
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--prefer-offline',
  ];
  const ending = await processes.run({
    ...leashed(process.execPath, [
      npmCli,
      'install',
      '--prefix',
      directory,
      ...flags,
      `${name}@${pinnedNode}`,
    ]),
    cwd: directory,
    env,
    onLine: phase.log,
  });
  if (ending.code !== 0) throw explain({ what: `Fetching Node ${pinnedNode}`, ending, tail: phase.tail() });
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8' });
  if (answer.stdout.trim() === `v${pinnedNode}`) return file;
  throw new Failure({
    message: `Node ${pinnedNode} was fetched to ${file} but does not run: ${String(answer.error ?? answer.stderr).trim()}`,
    hint: `Install Node ${pinnedNode} or newer by your system's own means (https://nodejs.org), then run npm start.`,
  });
}

/**
 * The range that package.json asks for.
 * @param {string} root
 * @returns {string}
 */
export function rangeOf(root) {
  return textOf(objectOf(readObject(path.join(root, 'package.json'))['engines'])['node']);
}

/** @param {string} home */
function fetchedNode(home) {
  const directory = path.join(home, 'node', pinnedNode);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const target = `${platform}-${process.arch}`;
  // npm's `node` picks and installs the platform's package in its install script, which most do not need
  const packaged = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win-x64'].includes(target);
  const name = packaged ? `node-${target}` : 'node';
  const file = path.join(
    directory,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return { directory, name, file, scripts: !packaged };
}
