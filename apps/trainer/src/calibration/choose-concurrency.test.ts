import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseConcurrency } from './choose-concurrency.ts';
import { fastestOf } from './division.ts';
import { keep, keptPath, readKept } from './kept-measurements.ts';

const machine = { cores: 2, memory: 16 * 1024 ** 3, processor: 'Xeon' };
const subject = { engine: 'tensorflow-cpu 2.18.0', cores: 2, processor: 'Xeon' };
const one = { processes: 1, threads: 2, imagesPerSecond: 2000 };
const two = { processes: 2, threads: 1, imagesPerSecond: 1315 };

const minute = { timeout: 60_000 };

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-calibration-'));
  await mkdir(join(home, 'engine'));
  await install('tensorflow-cpu', '2.18.0');
});
afterAll(() => rm(home, { recursive: true }));

test('the better division of an earlier start is taken, and one line says why', async () => {
  await keep(home, subject, [one, two]);
  const { concurrency, lines } = await choose();
  expect(concurrency).toBe(1);
  expect(lines).toEqual([
    'trials side by side, measured at an earlier start with vgg-small: 1 × 2 threads 2000 images/s, ' +
      '2 × 1 thread 1315 images/s; taking 1 with 2 threads each',
  ]);
});

test('a cache that cannot be read is measured again with real processes, and then kept', minute, async () => {
  await writeFile(keptPath(home), 'rubbish');
  const { concurrency, lines } = await choose();
  expect([1, 2]).toContain(concurrency);
  expect(lines).toEqual([expect.stringMatching(/^trials side by side, measured now/)]);
  const measured = await readKept(home, subject, [one, two]);
  expect(measured).toMatchObject([{ processes: 1 }, { processes: 2 }]);
  expect(fastestOf(measured ?? [])?.processes).toBe(concurrency);
  expect((await choose()).lines).toEqual([expect.stringMatching(/measured at an earlier start/)]);
});

test('where the processes do not run it is one trial a core, and nothing is kept', async () => {
  await rm(keptPath(home), { force: true });
  const environment = { ...process.env, NODE_OPTIONS: '--no-such-option' };
  const { concurrency, lines } = await choose({ environment });
  expect(concurrency).toBe(2);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('no-such-option');
  expect(lines.at(-1)).toBe('trials side by side could not be measured: taking one a core');
  await expect(readFile(keptPath(home))).rejects.toThrow('ENOENT');
});

test('nothing is measured for the portable engine, nor where one trial is all that memory allows', async () => {
  const little = { ...machine, memory: 1024 ** 3 };
  expect(await choose({ machine: little })).toEqual({ concurrency: 1, lines: [] });
  await install('none', '');
  expect(await choose()).toEqual({ concurrency: 2, lines: [] });
});

async function install(engine: string, version: string): Promise<void> {
  await writeFile(join(home, 'engine/engine.json'), JSON.stringify({ engine, version, reason: '' }));
}

async function choose(given: { machine?: typeof machine; environment?: NodeJS.ProcessEnv } = {}) {
  const lines: string[] = [];
  const stop = new AbortController().signal;
  const request = {
    home,
    machine,
    environment: process.env,
    stop,
    limitMs: 50_000,
    log: (line: string) => lines.push(line),
  };
  return { concurrency: await chooseConcurrency({ ...request, ...given }), lines };
}
