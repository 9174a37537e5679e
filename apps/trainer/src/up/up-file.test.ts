import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readUpFile, writeUpFile } from './up-file.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-up-'));
});
afterEach(() => rm(home, { recursive: true }));

test('other commands find the dashboard while its process lives and has not let go', async () => {
  {
    await using _ = await writeUpFile(home, { url: 'http://127.0.0.1:3000', pid: process.pid });
    expect(await readUpFile(home)).toEqual({ url: 'http://127.0.0.1:3000', pid: process.pid });
  }
  expect(await readUpFile(home)).toBeNull();
});

test('what a dead process left behind is no dashboard', async () => {
  await writeUpFile(home, { url: 'http://127.0.0.1:3000', pid: 2 ** 22 - 1 });
  expect(await readUpFile(home)).toBeNull();
});
