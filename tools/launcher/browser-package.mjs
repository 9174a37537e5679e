import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { leashed } from './processes.mjs';

const version = '153.0.0';

/**
 * The Chromium that the npm package @sparticuz/chromium carries (Linux x64), for machines where neither the system nor
 * Playwright's host gives one. It brings the system libraries that slim images lack, so it is started through a script
 * that points to them.
 * @param {import('./set-up.mjs').Tools} tools
 * @param {import('./phases.mjs').Phase} phase
 * @returns {Promise<string | null>} path of that script
 */
export async function sparticuzBrowser({ home, node, npmCli, env, processes }, phase) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const script = scriptIn(home);
  const directory = path.dirname(script);
  rmSync(directory, { recursive: true, force: true }); // what an interrupted attempt left
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  const install = [npmCli, 'install', '--prefix', directory, ...flags, `@sparticuz/chromium@${version}`];
  for (const args of [install, ['--input-type=module', '-e', unpack]]) {
    const command = { ...leashed(node, args), cwd: directory, env: { ...env, TMPDIR: directory } };
    const { code } = await processes.run({ ...command, onLine: phase.log });
    if (code !== 0) return null;
  }
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH="${directory}/al2023/lib"`,
    `[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="${directory}/fonts"`,
    `exec "${directory}/chromium" "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  chmodSync(script, 0o755);
  return script;
}

/**
 * @param {string} home
 * @returns {string | null} path of the script that `sparticuzBrowser` made earlier
 */
export function fetchedBrowser(home) {
  return existsSync(scriptIn(home)) ? scriptIn(home) : null;
}

/** @param {string} home */
function scriptIn(home) {
  return path.join(home, 'browser', version, 'chromium.sh');
}

/** Its files are unpacked below TMPDIR. */
const unpack = `
  import Chromium, { inflate } from '@sparticuz/chromium';
  await Chromium.executablePath();
  await inflate('node_modules/@sparticuz/chromium/bin/al2023.tar.br');
`;
