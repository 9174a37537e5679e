import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Interrupted } from './failure.mjs';
import { Phases } from './phases.mjs';
import { temporaryDirectory } from './temporary.mjs';

/** @param {boolean} terminal */
function board(terminal) {
  const home = temporaryDirectory();
  const out = Object.assign(new PassThrough(), { isTTY: terminal, columns: 80 });
  return { home, phases: new Phases({ home, out }), shown: () => String(out.read() ?? '') };
}

const step = { name: 'build', title: 'the build' };
const slowly = () => new Promise((resolve) => setTimeout(resolve, 400));

describe('a phase', () => {
  it('is one line when it ends at once', async () => {
    const { phases, shown } = board(false);
    await phases.run(step, async () => ({ note: 'as before', value: 1 }));
    expect(shown()).toBe('  the build … as before\n');
  });

  it('is a line at its start and one with its seconds at its end, where there is no terminal', async () => {
    const { phases, shown } = board(false);
    const work = async () => {
      await slowly();
      return { note: 'built', value: 7 };
    };
    expect(await phases.run(step, work)).toBe(7);
    expect(shown()).toMatch(/^ {2}the build …\n {2}the build … 0\.\d s · built\n$/);
  });

  it('counts its seconds on a terminal and takes its line away at the end', async () => {
    const { phases, shown } = board(true);
    await phases.run(step, async ({ say }) => {
      say('compiling');
      await slowly();
      return { note: 'built', value: 7 };
    });
    const said = shown();
    expect(said).toMatch(/the build … 0\.2 s · compiling\n/);
    const lastCounted = said.lastIndexOf('compiling\n');
    expect(said.slice(lastCounted)).toMatch(/^compiling\n\S+\[J {2}the build … 0\.\d s · built\n$/);
  });

  it('that fails shows the last lines and where all of them are', async () => {
    const { home, phases, shown } = board(false);
    const failing = phases.run(step, async ({ log }) => {
      for (let line = 1; line <= 40; line += 1) log(`line ${line}`);
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    const said = shown();
    expect(said).toContain('  the build … FAILED after 0.0 s\n    line 26\n');
    expect(said).toContain('    line 40\n');
    const file = path.join(home, 'logs', 'build.log');
    expect(said).toContain(`(all of it: ${file})`);
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('line 1\n');
  });

  it('that is stopped is no failure', async () => {
    const { phases, shown } = board(false);
    const stopped = phases.run(step, async ({ log }) => {
      log('half way');
      throw new Interrupted('SIGINT');
    });
    await expect(stopped).rejects.toThrow(Interrupted);
    expect(shown()).toBe('  the build … stopped after 0.0 s\n');
  });
});
