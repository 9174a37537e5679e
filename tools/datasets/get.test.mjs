import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rootDirectory } from '../launcher/home.mjs';
import { temporaryDirectory } from '../launcher/temporary.mjs';

/**
 * @param {string} home
 * @param {string[]} args
 */
function get(home, args) {
  // Without a PATH neither apt-get nor npm is found: no test fetches anything.
  const env = { TENBIN_HOME: home, PATH: '' };
  const file = path.join(rootDirectory, 'tools/datasets/get.mjs');
  return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
}

it('lists what it can get', () => {
  const { status, stderr } = get(temporaryDirectory(), ['cifar']);
  expect([status, stderr]).toEqual([2, 'usage: node tools/datasets/get.mjs fashion-mnist|mnist\n']);
});

it('gets nothing twice', () => {
  const home = temporaryDirectory();
  mkdirSync(path.join(home, 'datasets/mnist'), { recursive: true });
  const { status, stdout } = get(home, ['mnist']);
  expect([status, stdout]).toEqual([0, `mnist is there: ${path.join(home, 'datasets/mnist')}\n`]);
});

it('leaves nothing behind when it fails', () => {
  const home = temporaryDirectory();
  const { status, stderr } = get(home, ['fashion-mnist']);
  expect(status).toBe(1);
  expect(stderr).toContain('fashion-mnist could not be got: spawnSync apt-get ENOENT');
  expect(existsSync(path.join(home, 'datasets/fashion-mnist'))).toBe(false);
  expect(readdirSync(path.join(home, 'datasets'))).toEqual([]);
});
