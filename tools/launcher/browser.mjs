import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { fetchedBrowser, sparticuzBrowser } from './browser-package.mjs';
import { leashed } from './processes.mjs';

/** @typedef {import('./set-up.mjs').Tools} Tools */
/** @typedef {{ name: string, attempt: (tools: Tools, phase: import('./phases.mjs').Phase) => Promise<string | null> }} Tier */

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Ways to a Chromium, in the order of trial: what is there, what the system's packages give, what the network gives.
 * @type {Tier[]}
 */
const tiers = [
  { name: '$CHROMIUM', attempt: async ({ env }) => env['CHROMIUM'] ?? null },
  { name: "the system's", attempt: async ({ env }) => systemBrowser(env) },
  { name: "Playwright's", attempt: playwrightBrowser },
  { name: 'fetched earlier', attempt: async ({ home }) => fetchedBrowser(home) },
  { name: 'apt-get install chromium', attempt: aptBrowser },
  { name: 'playwright install', attempt: downloadedBrowser },
  { name: '@sparticuz/chromium', attempt: sparticuzBrowser },
];

/**
 * A Chromium that answers on this machine, installed when there is none.
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 * @returns {Promise<{ file: string, from: string }>}
 * @throws {Failure} naming each way and why it was closed
 */
export async function findBrowser(tools, phase) {
  const closed = [];
  for (const { name, attempt } of tiers) {
    phase.say(name);
    const file = await attempt(tools, phase);
    if (file === null) continue;
    if (await answers(file, tools, phase)) return { file, from: name };
    closed.push(`${name} (${file}) does not run`);
    phase.log(`${file} does not run`);
  }
  throw new Failure({
    message: `No Chromium for the browser tests: ${closed.join('; ') || 'none is here and none could be installed'}.`,
    hint: 'Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to one, and run npm test again.',
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} a Chromium that is installed
 */
export function systemBrowser(env) {
  const folders = [
    ...(env['PATH'] ?? '').split(path.delimiter),
    '/usr/bin',
    '/Applications/Google Chrome.app/Contents/MacOS',
  ];
  const files = [...systemNames, 'Google Chrome'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  return files.find((file) => existsSync(file)) ?? null;
}

/**
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
async function playwrightBrowser({ root, node, env, processes }, phase) {
  let file = '';
  const script = "console.log('browser: ' + require('playwright-core').chromium.executablePath())";
  await processes.run({
    ...leashed(node, ['-e', script]),
    cwd: root,
    env,
    onLine: (line) => (line.startsWith('browser: ') ? (file = line.slice(9)) : phase.log(line)),
  });
  return existsSync(file) ? file : null;
}

/**
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
async function aptBrowser({ root, env, processes }, phase) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get'))
    return null;
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const command = { file: 'apt-get', args: ['-o', 'DPkg::Lock::Timeout=60', ...args], cwd: root };
    const { code } = await processes.run({
      ...command,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      onLine: phase.log,
    });
    if (code !== 0) return null;
  }
  return systemBrowser(env);
}

/**
 * In a closed network this download hangs, so it is given two minutes.
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
async function downloadedBrowser(tools, phase) {
  const { root, node, env, processes } = tools;
  const cli = path.join('node_modules', 'playwright-core', 'cli.js');
  const { code } = await processes.run({
    ...leashed(node, [cli, 'install', 'chromium']),
    cwd: root,
    env: { ...env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    onLine: phase.log,
    limitMs: 120_000,
  });
  return code === 0 ? playwrightBrowser(tools, phase) : null;
}

/**
 * @param {string} file
 * @param {Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 */
async function answers(file, { root, env, processes }, phase) {
  if (!existsSync(file)) return false;
  const { code } = await processes.run({
    file,
    args: ['--version'],
    cwd: root,
    env,
    onLine: phase.log,
    limitMs: 20_000,
  });
  return code === 0;
}
