import { statSync } from 'node:fs';
import path from 'node:path';
import { engineDownload, engineLink } from './engine-phases.mjs';
import { buildDashboard, generateClient } from './generated.mjs';
import { assertRoom, assertWritable } from './home.mjs';
import { installPackages, packagesFingerprint, packagesReady } from './install.mjs';
import { waitForLock } from './lock.mjs';
import { fetchNode, nodeFor, pinnedNode } from './node.mjs';
import { childEnvironment, findNpmCli } from './npm.mjs';
import { together } from './together.mjs';

/** What a first start takes, measured and rounded up: packages 1.4 GB, the dashboard's build, npm's cache. */
const cloneBytes = 2e9;
/** Node 0.2 GB, the engine 0.9 GB while it is unpacked, the database. */
const homeBytes = 2e9;
const warmBytes = 3e8;

/**
 * What the steps work with.
 * @typedef {object} Tools
 * @property {string} root the clone
 * @property {string} home
 * @property {string} node that runs Tenbin
 * @property {string} npmCli
 * @property {NodeJS.ProcessEnv} env for children
 * @property {import('./processes.mjs').Processes} processes
 */

/**
 * Brings a clone to where Tenbin can run: Node, packages, engine, Prisma client, dashboard. Each step that was done
 * already is skipped; those that wait for the network run side by side.
 * @param {import('./launch.mjs').Context} context
 * @returns {Promise<Tools>}
 */
export async function setUp(context) {
  const { home, phases, processes } = context;
  const lock = await waitForLock(path.join(home, 'set-up.lock'), {
    onWait: ({ pid }) => phases.board.print([`  waiting for the set-up that process ${pid} is doing here …`]),
    check: () => processes.check(),
  });
  try {
    return await inOrder(context);
  } finally {
    lock.release();
  }
}

/**
 * @param {import('./launch.mjs').Context} context
 * @returns {Promise<Tools>}
 */
async function inOrder({ root, home, env, phases, processes }) {
  const own = { root, home, npmCli: findNpmCli(env), processes };
  /** @type {Tools} */
  const first = {
    ...own,
    node: process.execPath,
    env: childEnvironment(env, { home, node: process.execPath }),
  };
  const [tools, faults] = await together(processes, [
    nodeThenPackages(first, { phases, env }),
    phases.run({ name: 'engine-fetch', title: 'engine, download' }, (phase) => engineDownload(first, phase)),
  ]);
  await together(processes, [
    phases.run({ name: 'engine', title: 'engine' }, (phase) => engineLink({ ...tools, faults }, phase)),
    generated(tools, phases),
  ]);
  return tools;
}

/**
 * npm runs under the Node that Tenbin will run on: under an older one it leaves out, without a word, the native packages
 * that ask for a newer.
 * @param {Tools} first with the Node that runs us
 * @param {{ phases: import('./phases.mjs').Phases, env: NodeJS.ProcessEnv }} context
 * @returns {Promise<Tools>} with the Node that runs Tenbin
 */
async function nodeThenPackages(first, { phases, env }) {
  const { root, home } = first;
  const ready = nodeFor({ root, home });
  const own = ready === process.execPath;
  const version = own ? process.versions.node : pinnedNode;
  const fingerprint = packagesFingerprint(root, version.split('.')[0] ?? '');
  const installed = packagesReady(root, fingerprint);
  if (installed) assertRoom(home, warmBytes);
  else assertCold({ root, home });

  const node = await phases.run({ name: 'node', title: 'Node' }, async (phase) => {
    const value = ready ?? (await fetchNode({ ...first, phase }));
    return { note: own ? `${version}, this machine's` : version, value };
  });
  const tools = { ...first, node, env: childEnvironment(env, { home, node }) };
  await phases.run({ name: 'packages', title: 'packages (npm ci)' }, async (phase) => {
    const note = installed ? 'as before' : await installPackages({ ...tools, fingerprint, phase });
    return { note, value: undefined };
  });
  return tools;
}

/** @param {{ root: string, home: string }} place */
function assertCold({ root, home }) {
  assertWritable(
    root,
    'Packages are installed into the clone: make it writable, or clone it again as this user.',
  );
  if (statSync(root).dev === statSync(home).dev) return assertRoom(home, cloneBytes + homeBytes);
  assertRoom(root, cloneBytes);
  assertRoom(home, homeBytes);
}

/**
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phases} phases
 */
async function generated(tools, phases) {
  await phases.run({ name: 'prisma', title: 'Prisma client' }, async (phase) => {
    const ran = await generateClient(tools, phase);
    return { note: ran ? 'generated' : 'as before', value: undefined };
  });
  await phases.run({ name: 'dashboard', title: 'dashboard (next build)' }, async (phase) => {
    const ran = await buildDashboard(tools, phase);
    return { note: ran ? 'built' : 'as before', value: undefined };
  });
}
