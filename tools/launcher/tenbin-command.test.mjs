import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rootDirectory } from './home.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** A clone with just what the `tenbin` command needs, and a CLI that tells what it was given. */
function clone() {
  const root = temporaryDirectory();
  for (const file of ['package.json', 'tools/launcher', 'apps/trainer/bin'])
    cpSync(path.join(rootDirectory, file), path.join(root, file), { recursive: true });
  mkdirSync(path.join(root, 'apps/trainer/src/cli'), { recursive: true });
  const tells =
    'console.log(JSON.stringify([process.argv.slice(2), process.env.TENBIN_HOME])); process.exitCode = 2;';
  writeFileSync(path.join(root, 'apps/trainer/src/cli/main.ts'), tells);
  return root;
}

/** @param {string} root */
function tenbin(root) {
  const env = { ...process.env, TENBIN_HOME: '' };
  const file = path.join(root, 'apps/trainer/bin/tenbin.mjs');
  return spawnSync(process.execPath, [file, 'sweep', 'a file.yaml', '--json'], { encoding: 'utf8', env });
}

describe('tenbin', () => {
  it('says how to set up a fresh clone', () => {
    const root = clone();
    const { status, stdout, stderr } = tenbin(root);
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      `tenbin: ${root} is not set up yet: run npm start there once.\n`,
    ]);
  });

  it('hands arguments, home and exit status through', () => {
    const root = clone();
    mkdirSync(path.join(root, 'node_modules/@tenbin/contracts'), { recursive: true });
    const { status, stdout } = tenbin(root);
    expect(JSON.parse(stdout)).toEqual([['sweep', 'a file.yaml', '--json'], path.join(root, '.tenbin')]);
    expect(status).toBe(2);
  });
});
