import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordServer } from '../fixtures/record-server.ts';
import { stepsOf } from '../fixtures/session-sink.ts';
import { fetchRuntime, haveRuntimes, runtimes } from './runtimes.ts';

const run = promisify(execFile);
const workspace = join(import.meta.dirname, '../../..');
const minutes = { timeout: 240_000 };

/** A plain project outside the repository, with the packed package installed. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'tenbin-consumer-'));
  await run(process.execPath, [join(import.meta.dirname, 'pack.ts'), project]);
  await writeFile(
    join(project, 'package.json'),
    JSON.stringify({ name: 'cats', private: true, type: 'module' }),
  );
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', './tenbin-tracking-0.1.0.tgz'],
    {
      cwd: project,
    },
  );
  await copyFile(join(workspace, 'examples/sdk/log-any-loop.js'), join(project, 'log-any-loop.js'));
}, minutes.timeout);
afterAll(() => rm(project, { recursive: true, force: true }));

/** Where a program finds neither the settings nor the spool of this machine. */
function surroundings(more: Record<string, string>): NodeJS.ProcessEnv {
  const { TENBIN_URL: _url, TENBIN_API_KEY: _key, ...env } = process.env;
  return { ...env, NODE_OPTIONS: '', ...more };
}

test.runIf(haveRuntimes).each(runtimes)(
  'a plain JavaScript project logs under $title, offline first',
  minutes,
  async (runtime) => {
    const program = await fetchRuntime(runtime, join(workspace, '.tenbin/runtimes'));
    const spool = join(project, `spool ${runtime.title}`);
    const start = (script: string, env: Record<string, string>) =>
      run(program, [...runtime.arguments, join(project, script)], {
        cwd: project,
        env: surroundings({ TENBIN_SPOOL: spool, ...env }),
      });
    // Nobody listens: the program neither fails nor waits, and all of it stays on the disk.
    const offline = await start('log-any-loop.js', {
      TENBIN_URL: 'http://127.0.0.1:9',
      TENBIN_API_KEY: 'tb_x',
    });
    expect(offline.stdout).toContain('epoch 30: val_loss');
    expect(offline.stdout).toContain('overfitting');
    await using server = await recordServer();
    const open = { TENBIN_URL: server.url, TENBIN_API_KEY: 'tb_x' };
    const synced = await start('node_modules/@tenbin/tracking/sync.js', open);
    expect(JSON.parse(synced.stdout)).toMatchObject({ sessions: 1, left: 0 });
    await start('log-any-loop.js', open);
    const steps = Array.from({ length: 30 }, (_, index) => index + 1);
    const epochs = server.sink.records.filter(
      (record) => record.kind !== 'metrics' || 'val_loss' in record.values,
    );
    expect(stepsOf(epochs)).toEqual([...steps, ...steps]);
    expect(new Set(server.sink.writers.map(({ run: uuid }) => uuid)).size).toBe(2);
    expect(epochs.filter(({ kind }) => kind === 'end')).toMatchObject([
      { status: 'finished' },
      { status: 'finished' },
    ]);
    expect(
      epochs.filter(({ kind }) => kind === 'confusion' || kind === 'image' || kind === 'artifact'),
    ).toHaveLength(6);
    expect(server.blobs.size).toBeGreaterThanOrEqual(3); // weights, their manifest, the picture; the same both times
  },
);

test('its types hold in a strict TypeScript project, with its docstrings', minutes, async () => {
  const tsc = join(workspace, 'node_modules/typescript/bin/tsc');
  const source = `
    import { AppError, logged, startRun, tenbinCallback } from '@tenbin/tracking';
    import type { Run } from '@tenbin/tracking';
    import { startRun as startInBrowser } from '@tenbin/tracking/browser';
    const run: Run = await startRun({ project: 'cats', config: { batchSize: 64 }, summary: { val_loss: 'min' } });
    for await (const epoch of logged(run, [{ loss: 1 }])) run.log({ loss: epoch.loss });
    const state: 'overfitting' | string = run.verdict().state;
    tenbinCallback(run);
    export const error: Error | null = run instanceof AppError ? run : null;
    export default [state, startInBrowser];
  `;
  await mkdir(join(project, 'typed'), { recursive: true });
  const compile = async (name: string, text: string) => {
    await writeFile(join(project, 'typed', name), text);
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      'false',
      '--target',
      'es2022',
      '--module',
      'nodenext',
    ];
    const lib = [
      '--lib',
      'es2022,dom,dom.iterable',
      '--types',
      'node',
      '--typeRoots',
      join(workspace, 'node_modules/@types'),
    ];
    const { stdout } = await run(process.execPath, [tsc, ...flags, ...lib, name], {
      cwd: join(project, 'typed'),
    }).catch((error: { stdout: string }) => error);
    return stdout;
  };
  expect(await compile('good.ts', source)).toBe('');
  expect(await compile('bad.ts', source.replace("project: 'cats'", 'project: 5'))).toContain('TS2322');
  const types = await readFile(
    join(project, 'node_modules/@tenbin/tracking/types/tracking/session/run.d.ts'),
    'utf8',
  );
  expect(types).toContain('Logs numbers at the next step');
});
