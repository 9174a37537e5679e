import { lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
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

test('a link keeps leading to its file, which is what is written', async () => {
  await writeFile(join(folder, 'real.html'), 'old');
  await symlink('real.html', join(folder, 'link.html'));
  await writeReport(join(folder, 'link.html'), 'new');
  expect((await lstat(join(folder, 'link.html'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'real.html'), 'utf8')).toBe('new');
});

test('a pipe is written into and stays what it is', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [heard] = await Promise.all([readFile(pipe, 'utf8'), writeReport(pipe, 'text')]);
  expect(heard).toBe('text');
  expect((await lstat(pipe)).isFIFO()).toBe(true);
});
