import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeReport } from './write-report.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-report-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a report takes the place of an older one, in folders that it makes', async () => {
  const file = join(folder, 'a/b/report.html');
  expect(await writeReport(file, 'old')).toBe(file);
  await writeReport(file, 'new');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readdir(join(folder, 'a/b'))).toEqual(['report.html']);
});

test('a place that cannot be written is bad input, and nothing is left there', async () => {
  await mkdir(join(folder, 'taken'));
  await writeFile(join(folder, 'file'), 'kept');
  for (const place of ['taken', 'file/report.html']) {
    await expect(writeReport(join(folder, place), 'text')).rejects.toMatchObject({ code: 'bad_input' });
  }
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('kept');
});
