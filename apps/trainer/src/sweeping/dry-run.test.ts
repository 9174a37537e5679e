import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTenbin } from '../../fixtures/stack.ts';
import { tinyPictures } from '../../fixtures/tiny-pictures.ts';

const minute = { timeout: 60_000 };

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-dry-run-'));
  await writeFile(join(home, 'tiny.zip'), await tinyPictures());
});
afterAll(() => rm(home, { recursive: true }));

const span = z.object({ least: z.number(), likely: z.number(), most: z.number() });
const size = z.object({ model: z.string(), batchSize: z.number(), bytes: z.number() });
const documented = z.object({
  total: z.number(),
  trials: z.array(z.object({ number: z.number(), name: z.string() })),
  memory: z.object({ smallest: size, largest: size }),
  time: z.object({
    seconds: span,
    concurrency: z.number(),
    steps: z.array(
      z.object({ batchSize: z.number(), trials: z.number(), imageSeconds: span, measured: z.boolean() }),
    ),
  }),
});

test('its trials, memory and time are told, and no database is asked for', minute, async () => {
  const file = join(home, 'sweep.json');
  const sweep = {
    name: 'tiny',
    dataset: { path: 'tiny.zip' },
    parameters: {
      model: { value: 'mlp' },
      imageSize: { value: 8 },
      batchSize: { values: [4, 8] },
      epochs: { value: 2 },
      optimizer: { values: ['sgd', 'adam'] },
    },
  };
  await writeFile(file, JSON.stringify(sweep));
  const away = { TENBIN_HOME: home, DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' };
  const tenbin = startTenbin(['sweep', file, '--dry-run', '--json'], away);
  expect(await tenbin.exited).toBe(0);
  const { total, trials, memory, time } = documented.parse(JSON.parse(tenbin.stdout));
  expect(total).toBe(4);
  expect(trials.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(memory.smallest.batchSize).toBe(4);
  expect(memory.largest.batchSize).toBe(8);
  expect(time.steps).toHaveLength(4);
  for (const { measured, trials: alike, imageSeconds } of time.steps) {
    expect({ measured, alike }).toEqual({ measured: true, alike: 1 });
    expect(imageSeconds.likely).toBeGreaterThan(0);
  }
  expect(time.seconds.least).toBeGreaterThan(0);
  expect(time.seconds.most).toBeGreaterThan(time.seconds.likely);
  expect(tenbin.stderr).toMatch(/time: about .* from steps that were measured:/);
  expect(tenbin.stderr).toContain('Nothing was queued.');
});
