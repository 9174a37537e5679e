import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { run } from './command.mjs';
import { EngineFault } from './fault.mjs';
import { fetchEngine, installEngine, linkEngine } from './install.mjs';

const repository = resolve(import.meta.dirname, '..', '..');
const packages = join(repository, 'node_modules', '@tensorflow');
const { PATH: path = '', CXX: compiler } = process.env;
let scratch = '';

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'tenbin-engine-')));
});
afterAll(() => rmSync(scratch, { recursive: true }));
afterEach(() => {
  process.env.PATH = path;
  if (compiler === undefined) delete process.env.CXX;
  else process.env.CXX = compiler;
});

/** A checkout whose engine is not linked: this one's package as npm lays it out, and this one's other packages. */
function checkout() {
  const root = mkdtempSync(join(scratch, 'root-'));
  const target = join(root, 'node_modules', '@tensorflow');
  mkdirSync(join(target, 'tfjs-node-gpu'), { recursive: true });
  for (const name of readdirSync(packages)) {
    if (name !== 'tfjs-node-gpu') symlinkSync(join(packages, name), join(target, name));
  }
  for (const name of readdirSync(join(packages, 'tfjs-node-gpu'))) {
    if (name === 'lib' || name === 'deps' || name === 'scripts') continue;
    cpSync(join(packages, 'tfjs-node-gpu', name), join(target, 'tfjs-node-gpu', name), { recursive: true });
  }
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name !== '@tensorflow')
      symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  return root;
}

/** A home into which the library has been fetched, but no addon compiled. */
function fetchedHome() {
  const home = mkdtempSync(join(scratch, 'home-'));
  const source = realpathSync(join(packages, 'tfjs-node-gpu', 'deps'));
  const folder = join(home, 'engine', 'tensorflow-cpu-2.18.0');
  mkdirSync(folder, { recursive: true });
  for (const name of ['lib', 'include']) symlinkSync(join(source, name), join(folder, name));
  writeFileSync(join(folder, '.complete'), '');
  return home;
}

/** @param {string} root @param {string} home */
function place(root, home) {
  /** @type {string[]} */
  const lines = [];
  return { root, home, lines, log: (/** @type {string} */ line) => void lines.push(line) };
}

/** Milliseconds: a compiler on a busy machine takes its time. */
const timeout = 120_000;
const isNative = existsSync(join(packages, 'tfjs-node-gpu', 'deps', '.complete'));

test.runIf(isNative)(
  'a fetched library is compiled, proved, noted, and found again without work',
  { timeout },
  async () => {
    const options = place(checkout(), fetchedHome());
    expect(await fetchEngine(options)).toEqual({ failures: new Map() });
    const result = await linkEngine(options);
    expect(result).toMatchObject({ engine: 'tensorflow-cpu', version: '2.18.0' });
    expect(result.reason).not.toBe('');
    const note = join(options.home, 'engine', 'engine.json');
    expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual(result);
    expect(options.lines.join()).toContain('compiling');

    const again = place(options.root, mkdtempSync(join(scratch, 'other-home-')));
    process.env.PATH = '';
    expect(await installEngine(again)).toEqual(result);
    expect(again.lines).toEqual([]);
    expect(existsSync(join(again.home, 'engine', 'engine.json'))).toBe(true);

    const fresh = place(checkout(), options.home);
    expect(await linkEngine(fresh)).toEqual(result);
    expect(fresh.lines.join()).not.toContain('compiling');
  },
);

test.runIf(isNative)(
  'without a compiler there is no native engine, and the cure is told',
  { timeout },
  async () => {
    process.env.PATH = mkdtempSync(join(scratch, 'empty-path-'));
    delete process.env.CXX;
    const options = place(checkout(), fetchedHome());
    const result = await installEngine(options);
    expect(result.engine).toBe('none');
    expect(result.reason).toContain('no C++ compiler');
    expect(result.hint).toContain('apt-get install g++');
    expect(options.lines.join()).toContain('no C++ compiler');
  },
);

test.runIf(isNative)(
  'a compiler that fails is named with its error, and leaves nothing that looks linked',
  { timeout },
  async () => {
    const broken = join(scratch, 'broken-c++');
    writeFileSync(broken, '#!/bin/sh\necho "fatal error: out of cheese" >&2\nexit 1\n', { mode: 0o755 });
    process.env.CXX = broken;
    const options = place(checkout(), fetchedHome());
    const result = await installEngine(options);
    expect(result.engine).toBe('none');
    expect(result.reason).toContain('out of cheese');
    delete process.env.CXX;
    expect((await installEngine(options)).engine).toBe('tensorflow-cpu');
  },
);

test.runIf(process.platform === 'linux')(
  'without Python no wheel can be fetched, and that is tried once',
  { timeout },
  async () => {
    process.env.PATH = mkdtempSync(join(scratch, 'empty-path-'));
    const options = place(checkout(), mkdtempSync(join(scratch, 'home-')));
    const fetched = await fetchEngine(options);
    const result = await linkEngine({ ...options, fetched });
    expect(result).toMatchObject({ engine: 'none', version: '' });
    expect(result.reason).toContain('Python is not installed');
    expect(result.hint).toContain('python3-pip');
    expect(options.lines.filter((line) => line.includes('fetching'))).toHaveLength(1);
    expect(readdirSync(join(options.home, 'engine'))).toEqual(['engine.json']);
  },
);

test.runIf(process.platform === 'linux')(
  'a registry that is not there is named with the cure',
  { timeout },
  async () => {
    const folder = mkdtempSync(join(scratch, 'path-'));
    const said = 'ERROR: Could not find a version that satisfies the requirement tensorflow-cpu==2.18.0';
    writeFileSync(join(folder, 'python3'), `#!/bin/sh\necho "${said}" >&2\nexit 1\n`, { mode: 0o755 });
    process.env.PATH = folder;
    const result = await installEngine(place(checkout(), mkdtempSync(join(scratch, 'home-'))));
    expect(result.engine).toBe('none');
    expect(result.reason).toContain('the Python registry did not give tensorflow-cpu==2.18.0');
    expect(result.hint).toContain('index-url');
  },
);

test.runIf(process.getuid?.() !== 0)(
  'a home that cannot be written is told, not thrown',
  { timeout },
  async () => {
    const home = mkdtempSync(join(scratch, 'home-'));
    const locked = join(home, 'locked');
    mkdirSync(locked, { mode: 0o500 });
    const result = await installEngine(place(checkout(), join(locked, 'tenbin')));
    expect(result.engine).toBe('none');
    expect(result.hint).toContain('TENBIN_HOME');
  },
);

test('a full disk is a fault with a cure', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const { message, hint } = EngineFault.from(full);
  expect(message).toBe(full.message);
  expect(hint).toContain('free some disk space');
});

test.runIf(isNative)('it runs as a program of its own and prints its result', { timeout }, async () => {
  const [root, home] = [checkout(), fetchedHome()];
  const program = join(import.meta.dirname, 'install.mjs');
  const { status, stdout } = await run([process.execPath, program, root], {
    env: { ...process.env, TENBIN_HOME: home },
  });
  expect(status).toBe('done');
  expect(JSON.parse(stdout)).toHaveProperty('engine', 'tensorflow-cpu');
});
