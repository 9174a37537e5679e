import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Failure, Interrupted } from './failure.mjs';
import { isAlive } from './process-tree.mjs';
import { Processes } from './processes.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** @type {Processes} */
let processes;
afterEach(() => processes.killNow());

/**
 * Starts Node on `script`, which tells pids by `say(pid)`, and waits until it has told `count`.
 * @param {string} script
 * @param {number} count
 * @param {Partial<import('./processes.mjs').Command>} [more]
 */
async function startScript(script, count, more) {
  /** @type {string[]} */
  const told = [];
  const { promise, resolve } = Promise.withResolvers();
  const child = processes.start({
    file: process.execPath,
    args: ['-e', `const say = (text) => process.stdout.write(text + '\\n');\n${script}`],
    cwd: temporaryDirectory(),
    env: process.env,
    onLine: (line) => {
      told.push(line);
      if (told.length === count) resolve(undefined);
    },
    ...more,
  });
  await promise;
  return { child, told };
}

const forever = 'setInterval(() => {}, 1000);';
const stubborn = `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); ${forever}`;
/** @param {string} code @param {string} options */
const spawns = (code, options = '{}') =>
  `const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(code)}], { stdio: 'ignore', ...${options} });`;

describe('stop', () => {
  it('ends a child and its grandchildren by the signal', async () => {
    processes = new Processes({ graceMs: 20_000 });
    const { child, told } = await startScript(`${spawns(forever)} say(child.pid); ${forever}`, 1);
    await processes.stop('SIGTERM');
    expect(isAlive(child.pid) || isAlive(Number(told[0]))).toBe(false);
    expect(await child.ended).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('kills a child and a grandchild that ignore the signal, after the grace', async () => {
    processes = new Processes({ graceMs: 300 });
    const { child, told } = await startScript(`${stubborn} ${spawns(stubborn)} say(child.pid)`, 1);
    await processes.stop('SIGTERM');
    expect(await child.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(isAlive(Number(told[0]))).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'finds a grandchild in a session of its own whose parent is dead',
    async () => {
      processes = new Processes({ graceMs: 20_000 });
      const script = `${spawns(forever, '{ detached: true }')} child.unref(); say(child.pid); setTimeout(() => process.exit(), 50);`;
      const { child, told } = await startScript(script, 1);
      await child.ended;
      expect(isAlive(Number(told[0]))).toBe(true);
      await processes.stop('SIGTERM');
      expect(isAlive(Number(told[0]))).toBe(false);
    },
  );

  it('passes the signal on once, and to an orderly child alone', async () => {
    processes = new Processes({ graceMs: 20_000 });
    const file = path.join(temporaryDirectory(), 'signals');
    const note = (/** @type {string} */ who) =>
      `process.on('SIGINT', () => require('fs').appendFileSync(${JSON.stringify(file)}, '${who}'));`;
    const tick = 'setInterval(() => {}, 20);';
    const script = `${note('leader ')} process.on('SIGINT', () => setTimeout(() => process.exit(7), 400));
      ${spawns(`${note('grandchild ')} ${tick} process.send(1)`, "{ stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }")}
      child.on('message', () => say('ready')); ${tick}`;
    const { child } = await startScript(script, 1, { orderly: true });
    await processes.stop('SIGINT');
    expect(await child.ended).toEqual({ code: 7, signal: null });
    expect(readFileSync(file, 'utf8')).toBe('leader ');
  });

  it('lets nothing be started any more', async () => {
    processes = new Processes({ graceMs: 20_000 });
    await processes.stop('SIGINT');
    const command = {
      file: process.execPath,
      args: ['-e', ''],
      cwd: '/',
      env: process.env,
      onLine: () => {},
    };
    await expect(processes.run(command)).rejects.toThrow(Interrupted);
  });
});

describe('run', () => {
  /** @param {Partial<import('./processes.mjs').Command>} command */
  const run = (command) => {
    processes = new Processes({ graceMs: 20_000 });
    return processes.run({
      file: process.execPath,
      args: [],
      cwd: '/',
      env: process.env,
      onLine: () => {},
      ...command,
    });
  };

  it('gives the exit status and the output line by line', async () => {
    /** @type {string[]} */
    const lines = [];
    const args = ['-e', "process.stdout.write('one\\ntwo'); process.exitCode = 3"];
    expect(await run({ args, onLine: (line) => lines.push(line) })).toEqual({ code: 3, signal: null });
    expect(lines).toEqual(['one', 'two']);
  });

  it('kills what takes longer than its limit', async () => {
    expect(await run({ args: ['-e', stubborn], limitMs: 200 })).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('says which program is not there', async () => {
    const error = await run({ file: '/no/such/program' }).catch((/** @type {unknown} */ caught) => caught);
    expect(error).toBeInstanceOf(Failure);
    expect(String(error)).toContain('/no/such/program cannot be started: it is not there.');
  });
});
