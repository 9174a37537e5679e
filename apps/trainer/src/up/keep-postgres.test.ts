import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { migrate, openDatabase, runningPostgres } from '@tenbin/db';
import { eventually } from '../../fixtures/stack.ts';
import { keepPostgres } from './keep-postgres.ts';

const minute = { timeout: 60_000 };
const serverFile = z.object({ pid: z.number() });

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-keep-'));
  await chmod(home, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
});
afterEach(() => rm(home, { recursive: true }));

test(
  'a Postgres that is killed comes back at the same address, and ends when it is let go',
  minute,
  async () => {
    const said: string[] = [];
    const kill = new AbortController().signal;
    const onLost = (error: Error): void => void said.push(error.message);
    {
      await using postgres = await keepPostgres({ home, kill, say: (line) => said.push(line), onLost });
      await migrate(postgres.url);
      const { pid } = serverFile.parse(JSON.parse(await readFile(join(home, 'postgres.json'), 'utf8')));
      process.kill(pid, 'SIGKILL');
      await eventually(async () => (said.includes('Postgres runs again.') ? true : null));
      await using db = await openDatabase(postgres.url);
      expect(db.url).toBe(postgres.url);
    }
    expect(said).toEqual([
      expect.stringContaining('Postgres ended; it is started again.'),
      'Postgres runs again.',
    ]);
    expect(await runningPostgres(home)).toBeNull();
  },
);
