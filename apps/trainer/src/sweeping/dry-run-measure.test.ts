import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trialParameters } from '@tenbin/contracts';
import type { Trial } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureSteps } from './dry-run-measure.ts';
import { equalTrials } from './dry-run-trainings.ts';

const minute = { timeout: 60_000 };
const images = { classes: 3, nativeSide: 8 };

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-measure-'));
});
afterAll(() => rm(home, { recursive: true }));

function trial(number: number, given: object): Trial {
  const parameters = trialParameters.parse({ model: 'mlp', imageSize: 8, batchSize: 4, epochs: 2, ...given });
  return { number, name: String(number), parameters, seed: 1 };
}

async function measured(trials: Trial[], stop = new AbortController().signal, environment = process.env) {
  const lines: string[] = [];
  const trainings = equalTrials(trials, images);
  const machine = { cores: 2, memory: 8 * 1024 ** 3, processor: 'any' };
  const place = { home, machine, environment, threads: 1, concurrency: 2, stop };
  const steps = await measureSteps({ ...place, trainings, images, log: (line) => lines.push(line) });
  return { trainings, steps, lines };
}

test('trials that train alike are measured once', minute, async () => {
  const { trainings, steps, lines } = await measured([
    trial(1, {}),
    trial(2, { dropout: 0.5 }),
    trial(3, { batchSize: 8, epochs: 1 }),
  ]);
  expect(trainings.map(({ trials: alike, epochs }) => [alike, epochs])).toEqual([
    [2, 4],
    [1, 1],
  ]);
  expect(new Set(steps.keys())).toEqual(new Set(trainings));
  for (const { trainSeconds, evaluateSeconds, loadSeconds } of steps.values()) {
    expect(Math.min(...trainSeconds, evaluateSeconds, loadSeconds)).toBeGreaterThan(0);
    expect(trainSeconds).toEqual(trainSeconds.toSorted((a, b) => a - b));
  }
  expect(lines).toEqual([]);
});

test('what cannot be measured is told, with the last words of its process', minute, async () => {
  const environment = { ...process.env, NODE_OPTIONS: '--no-such-option' };
  const { steps, lines } = await measured([trial(1, {})], undefined, environment);
  expect(steps.size).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(/^mlp in batches of 4 could not be measured: .*no-such-option/),
  ]);
});

test('an interruption ends it, and its processes', minute, async () => {
  const stop = new AbortController();
  const going = measured([trial(1, {})], stop.signal);
  stop.abort(new Error('enough'));
  await expect(going).rejects.toThrow('enough');
});
