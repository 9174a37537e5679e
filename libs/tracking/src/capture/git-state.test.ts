import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitState } from './git-state.ts';

let folder: string;
const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-git-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder outside of a repository has no state', async () => {
  expect(await gitState(folder)).toBeNull();
});

test('a repository says its commit, its branch, and what differs, new files by name', async () => {
  git('init', '-q', '-b', 'trunk');
  await writeFile(join(folder, 'a.txt'), 'one\n');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'first');
  const commit = git('rev-parse', 'HEAD').trim();
  expect(await gitState(folder)).toEqual({ commit, branch: 'trunk', diff: null });
  await writeFile(join(folder, 'a.txt'), 'two\n');
  await writeFile(join(folder, 'b.txt'), 'new\n');
  const state = await gitState(folder);
  expect(state?.diff).toContain('-one\n+two\n');
  expect(state?.diff).toContain('new file: b.txt');
});

test('a difference too long for the database is cut, and says so; it holds nothing that the database refuses', async () => {
  await writeFile(join(folder, 'a.txt'), `${'👍'.repeat(200_000)}\n`);
  const diff = (await gitState(folder))?.diff ?? '';
  expect(diff.length).toBeLessThan(300_000);
  expect(diff).toMatch(/… cut: the difference has \d+ characters/);
  expect(diff.isWellFormed()).toBe(true);
});
