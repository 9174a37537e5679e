import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { childEnvironment, findNpmCli } from './npm.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** A folder with an npm as systems install it: a link to npm-cli.js. */
function machine() {
  const root = temporaryDirectory();
  mkdirSync(path.join(root, 'lib/npm/bin'), { recursive: true });
  mkdirSync(path.join(root, 'bin'));
  writeFileSync(path.join(root, 'lib/npm/bin/npm-cli.js'), '');
  symlinkSync('../lib/npm/bin/npm-cli.js', path.join(root, 'bin/npm'));
  return { bin: path.join(root, 'bin'), cli: path.join(root, 'lib/npm/bin/npm-cli.js') };
}

describe('findNpmCli', () => {
  it('finds the npm on PATH, also when another package manager started us', () => {
    const { bin, cli } = machine();
    expect(findNpmCli({ PATH: `/nowhere:${bin}`, npm_execpath: '/opt/pnpm/bin/pnpm.cjs' })).toBe(cli);
  });

  it('takes the npm that started us first', () => {
    const { cli } = machine();
    expect(findNpmCli({ PATH: '/nowhere', npm_execpath: cli })).toBe(cli);
  });

  it('says that npm is missing', () => {
    expect(() => findNpmCli({ PATH: '/nowhere' })).toThrow('npm is not on PATH');
  });
});

describe('childEnvironment', () => {
  it("drops what npm said of the outer script and keeps the user's settings", () => {
    const outer = {
      npm_lifecycle_event: 'start',
      npm_package_name: 'tenbin',
      npm_config_local_prefix: '/clone',
    };
    const env = { ...outer, npm_config_registry: 'https://mirror.example', PORT: '4000', PATH: '/usr/bin' };
    const child = childEnvironment(env, { home: '/home', node: process.execPath });
    expect(child).toMatchObject({
      npm_config_registry: 'https://mirror.example',
      PORT: '4000',
      TENBIN_HOME: '/home',
    });
    expect(Object.keys(child).filter((name) => name in outer)).toEqual([]);
  });
  it('puts the chosen Node first on PATH only where another one is', () => {
    const { bin } = machine();
    const ours = path.join(bin, 'node');
    symlinkSync(process.execPath, ours);
    const PATH = `/nowhere:${bin}:/usr/bin`;
    expect(childEnvironment({ PATH }, { home: '/home', node: process.execPath })['PATH']).toBe(PATH);
    const elsewhere = path.join(temporaryDirectory(), 'node');
    writeFileSync(elsewhere, '');
    const expected = `${path.dirname(elsewhere)}:${PATH}`;
    expect(childEnvironment({ PATH }, { home: '/home', node: elsewhere })['PATH']).toBe(expected);
  });
});
