import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findNpmCli } from './npm.mjs';
import { isAlive } from './process-tree.mjs';
import { temporaryDirectory } from './temporary.mjs';

const moduleUrl = (/** @type {string} */ name) => JSON.stringify(new URL(name, import.meta.url).href);

/**
 * Runs a command of the launcher with one long child, and waits until that child has told its pid.
 * @param {{ child: string, npm?: boolean }} options child: its script; npm: with npm, as a user does
 */
async function launched({ child, npm = false }) {
  const home = temporaryDirectory();
  const script = path.join(home, 'command.mjs');
  const childScript = `${child} process.stdout.write(process.pid + '\\n'); setInterval(() => {}, 1000);`;
  const command = `
    import { launch } from ${moduleUrl('./launch.mjs')};
    import { leashed } from ${moduleUrl('./processes.mjs')};
    await launch(async ({ processes, env }) => {
      const ending = await processes.run({ ...leashed(process.execPath, ['-e', ${JSON.stringify(childScript)}]), cwd: '/', env, orderly: true });
      return ending.code ?? 1;
    });`;
  writeFileSync(script, command);
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ scripts: { start: 'node command.mjs' } }));
  const env = { ...process.env, TENBIN_HOME: home, npm_lifecycle_event: '' };
  const args = npm ? [findNpmCli(process.env), 'start', '--silent'] : [script];
  const launcher = spawn(process.execPath, args, {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFinished(() => killQuietly(-(launcher.pid ?? 0)));
  const pid = Number(await firstLine(launcher.stdout));
  onTestFinished(() => killQuietly(pid));
  const exit = once(launcher, 'exit').then(([code]) => Number(code));
  return { launcher, pid, exit };
}

/** @param {import('node:stream').Readable} stream */
async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('it said nothing');
}

/** @param {number} pid */
function killQuietly(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended, as it should
  }
}

/** @param {number} pid */
async function untilGone(pid) {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

const clean = "process.on('SIGINT', () => process.exit(0)); process.on('SIGTERM', () => process.exit(0));";
const stubborn = "process.on('SIGINT', () => {}); process.on('SIGTERM', () => {});";

describe('launch', () => {
  it.each(/** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))(
    'passes %s on and leaves no process behind',
    async (signal) => {
      const { launcher, pid, exit } = await launched({ child: clean });
      launcher.kill(signal);
      expect(await exit).toBe(signal === 'SIGHUP' ? 1 : 0);
      expect(isAlive(pid)).toBe(false);
    },
  );

  it('takes the Ctrl-C of the terminal and the one that npm passes on as one', async () => {
    const { launcher, exit } = await launched({
      child: "process.on('SIGINT', () => setTimeout(() => process.exit(0), 300));",
    });
    launcher.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100)); // else the system makes one of the two
    launcher.kill('SIGINT');
    expect(await exit).toBe(0);
  });

  it('kills at once on a second signal', async () => {
    const { launcher, pid, exit } = await launched({ child: stubborn });
    launcher.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(isAlive(pid)).toBe(true);
    launcher.kill('SIGINT');
    expect(await exit).toBe(130);
    await untilGone(pid);
  });

  it('leaves no child behind when it is itself killed', async () => {
    const { launcher, pid } = await launched({ child: clean });
    launcher.kill('SIGKILL');
    await untilGone(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it.runIf(process.platform === 'linux').each(/** @type {const} */ (['SIGTERM', 'SIGKILL']))(
    'stops when npm alone gets %s',
    async (signal) => {
      const { launcher, pid } = await launched({ child: clean, npm: true });
      launcher.kill(signal);
      await untilGone(pid);
      expect(isAlive(pid)).toBe(false);
    },
  );

  it('answers a failure with a sentence and a cure, and status 1', async () => {
    const home = temporaryDirectory();
    const file = path.join(home, 'a-file');
    writeFileSync(file, '');
    writeFileSync(
      path.join(home, 'c.mjs'),
      `import { launch } from ${moduleUrl('./launch.mjs')}; await launch(async () => 0);`,
    );
    const env = { ...process.env, TENBIN_HOME: path.join(file, 'home') };
    const launcher = spawn(process.execPath, [path.join(home, 'c.mjs')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = once(launcher, 'exit');
    const said = await text(launcher.stderr);
    expect(said).toContain(`${path.join(file, 'home')} cannot be written (ENOTDIR).`);
    expect(said).toContain('What to do: Make it writable for this user, or point TENBIN_HOME');
    expect(await exit).toEqual([1, null]);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
