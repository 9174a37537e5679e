import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromJson } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-select-'));
  await mkdir(join(home, 'engine'));
});
afterAll(() => rm(home, { recursive: true }));

const door = new URL('../index.ts', import.meta.url).href;
/** Makes the addon unloadable, as on a machine where it could not be built. */
const withoutAddon = `import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => {
    if (name.includes('tfjs-node-gpu')) throw new Error('tfjs_binding.node is not there');
    return next(name, context);
  } });`;

interface Selected {
  name?: string;
  version?: string;
  threads?: number;
  reason?: string;
  code?: string;
  message?: string;
  images?: number;
  lines: string[];
}

/** What a process of its own selects: the backend is one a process. */
async function select(options: {
  prefer?: string;
  threads?: number;
  before?: string;
  probe?: boolean;
}): Promise<Selected> {
  const script = `${options.before ?? ''}
    const { selectEngine, probeEngine } = await import(${JSON.stringify(door)});
    const lines = [];
    const result = await selectEngine({ home: ${JSON.stringify(home)}, log: (line) => lines.push(line), prefer: ${JSON.stringify(options.prefer)} })
      .then((engine) => ({ ...engine, ...(${options.probe === true} && { images: probeEngine(engine).imagesPerSecond }) }),
            ({ code, message }) => ({ code, message }));
    process.stdout.write('\\n' + JSON.stringify({ ...result, lines }));`;
  const threads = options.threads === undefined ? {} : { TF_NUM_INTRAOP_THREADS: String(options.threads) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, ...threads },
  });
  const parsed: unknown = fromJson(JSON.parse(stdout.split('\n').at(-1) ?? ''));
  if (!isSelected(parsed)) throw new TypeError(`the process said ${stdout}`);
  return parsed;
}

function isSelected(value: unknown): value is Selected {
  return typeof value === 'object' && value !== null && 'lines' in value;
}

function note(engine: object): Promise<void> {
  return writeFile(join(home, 'engine', 'engine.json'), JSON.stringify(engine));
}

const noDriver = {
  engine: 'tensorflow-cpu',
  version: '2.18.0',
  reason: 'no NVIDIA driver is on this machine',
};

test('the native engine is taken, and one line says which, with how many threads, why, and how fast it is', async () => {
  await note(noDriver);
  const { name, version, threads, lines, images } = await select({ threads: 1, probe: true });
  expect({ name, threads }).toEqual({ name: 'tensorflow-cpu', threads: 1 });
  expect(version).toMatch(/^\d+\.\d+/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`tensorflow-cpu ${version}, 1 thread; ${noDriver.reason}; slower than a GPU`);
  expect(images).toBeGreaterThan(10);
});

test('without the addon training goes on in JavaScript, and the installer’s reason is told', async () => {
  await note({ engine: 'none', version: '', reason: 'CPU wheel: no C++ compiler is installed' });
  const { name, lines } = await select({ before: withoutAddon });
  expect(name).toBe('cpu');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no C++ compiler');
  expect(lines[0]).toContain('100 times slower');
});

test('an addon that was installed and does not load says so', async () => {
  await note(noDriver);
  const { name, reason } = await select({ before: withoutAddon });
  expect(name).toBe('cpu');
  expect(reason).toContain('does not load: tfjs_binding.node is not there');
});

test('a home without an installer’s note sends to npm start', async () => {
  await rm(join(home, 'engine', 'engine.json'), { force: true });
  expect((await select({ before: withoutAddon })).reason).toContain('npm start');
});

test('the portable engine can be asked for, and trains', async () => {
  const { name, threads, images } = await select({ prefer: 'cpu', probe: true });
  expect({ name, threads }).toEqual({ name: 'cpu', threads: 1 });
  expect(images).toBeGreaterThan(0);
});

test('an engine that is asked for and does not work is an error with the reason', async () => {
  await note({ engine: 'none', version: '', reason: 'no C++ compiler is installed' });
  const { code, message } = await select({ prefer: 'tensorflow-cpu', before: withoutAddon });
  expect(code).toBe('engine_unavailable');
  expect(message).toContain('no C++ compiler');
});
