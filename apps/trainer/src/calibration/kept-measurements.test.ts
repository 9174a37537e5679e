import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, keptPath, readKept } from './kept-measurements.ts';

const subject = { engine: 'tensorflow-cpu 2.18.0', cores: 2, processor: 'Xeon' };
const one = { processes: 1, threads: 2, imagesPerSecond: 884 };
const two = { processes: 2, threads: 1, imagesPerSecond: 1315 };

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-calibration-'));
});
afterAll(() => rm(home, { recursive: true }));

test('what was measured is found again, in the order that is asked for', async () => {
  expect(await readKept(home, subject, [one, two])).toBeNull();
  await keep(home, subject, [one, two]);
  expect(await readKept(home, subject, [two, one])).toEqual([two, one]);
  expect(await readKept(home, subject, [one])).toEqual([one]);
});

test('another engine, processor, number of cores or division is measured again', async () => {
  await keep(home, subject, [one, two]);
  expect(await readKept(home, { ...subject, engine: 'tensorflow-cpu 2.21.0' }, [one, two])).toBeNull();
  expect(await readKept(home, { ...subject, processor: 'EPYC' }, [one, two])).toBeNull();
  expect(await readKept(home, { ...subject, cores: 4 }, [one, two])).toBeNull();
  expect(await readKept(home, subject, [one, { processes: 2, threads: 2 }])).toBeNull();
});

test('a file that is cut or foreign is as good as none', async () => {
  for (const text of ['{"subject":', '[]', JSON.stringify({ subject, measured: [{ processes: 1 }] })]) {
    await writeFile(keptPath(home), text);
    expect(await readKept(home, subject, [one])).toBeNull();
  }
});
