import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastLine, run } from './command.mjs';
import { EngineFault } from './fault.mjs';

/** @typedef {import('./command.mjs').Ended} Ended */

/** The wheel need not fit the Python that fetches it: nothing of it is run by Python. */
const python = '3.11';
/** @type {Partial<Record<string, string[]>>} */
const platforms = {
  x64: ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'manylinux_2_27_x86_64', 'manylinux1_x86_64'],
  arm64: ['manylinux_2_17_aarch64', 'manylinux2014_aarch64', 'manylinux_2_27_aarch64'],
};

/**
 * Programs that can fetch from the Python registry, in the order of trial. Each knows mirrors and proxies from its
 * own configuration.
 */
const fetchers = [
  ...(process.env.PYTHON === undefined ? [] : [[process.env.PYTHON, '-m', 'pip']]),
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['uv', 'tool', 'run', 'pip'],
];

/**
 * Downloads wheels, without what they depend on.
 * @param {{ packages: string[], folder: string }} what such as `tensorflow-cpu==2.18.0`; `folder` is made
 * @returns {Promise<string[]>} paths of the wheels
 */
export async function downloadWheels({ packages, folder }) {
  mkdirSync(folder, { recursive: true });
  /** @type {string | undefined} */
  let broken;
  for (const fetcher of fetchers) {
    const result = await run([...fetcher, ...pipArguments(folder), ...packages]);
    if (result.status === 'done') return readdirSync(folder).map((name) => join(folder, name));
    if (result.status !== 'missing' && !isWithoutPip(result)) throw faultOf(result, packages);
    if (result.status !== 'missing') broken ??= fetcher[0];
  }
  throw new EngineFault(
    broken === undefined ? 'Python is not installed, so no wheel can be fetched' : `${broken} has no pip`,
    'run `apt-get install python3-pip` (or install uv), or set PYTHON to a Python with pip',
  );
}

/** @param {string} folder */
function pipArguments(folder) {
  const abi = `cp${python.replace('.', '')}`;
  const target = `--python-version ${python} --implementation cp --abi ${abi} --abi none`;
  const places = (platforms[process.arch] ?? []).map((platform) => `--platform ${platform}`).join(' ');
  const manner = '--quiet --no-deps --only-binary=:all: --disable-pip-version-check --retries 2';
  return ['download', ...`${manner} ${target} ${places}`.trim().split(' '), '--dest', folder];
}

/** @param {Ended} ended */
function isWithoutPip({ stdout, stderr }) {
  const said = stdout + stderr;
  // The last is how a version manager's placeholder speaks when no Python stands behind it.
  return /No module named ['"]?pip|command not found|unrecognized subcommand/.test(said);
}

/** @param {Ended} result @param {string[]} packages */
function faultOf(result, packages) {
  const said = result.stdout + result.stderr;
  const what = packages.join(', ');
  if (/No space left|Errno 28/.test(said)) {
    return new EngineFault(
      `the disk is full while fetching ${what}`,
      'free some disk space, set TENBIN_HOME (and TMPDIR) to a larger disk, and start again',
    );
  }
  if (
    result.status === 'timeout' ||
    /Connection|resolve|timed out|Network|SSL|Proxy|Could not find/i.test(said)
  ) {
    return new EngineFault(
      `the Python registry did not give ${what}: ${lastLine(result)}`,
      'check the network, or tell pip of your mirror (`pip config set global.index-url URL`), and start again',
    );
  }
  return new EngineFault(
    `pip could not fetch ${what}: ${lastLine(result)}`,
    'the same pip command, run by hand, says more',
  );
}
