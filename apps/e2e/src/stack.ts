import { test as base } from '@playwright/test';
import { listSweeps, openDatabase, runningPostgres } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { finished, processesWith, tenbin, until } from './processes.ts';
import type { Finished } from './processes.ts';

export const root = join(import.meta.dirname, '../../..');
/** Its pages may log runs from the browser. */
export const allowedOrigin = 'http://localhost:3999';
const address = z.object({ url: z.url() });

/** The whole product as `npm start` runs it, in a home of its own: server, Postgres, worker, sample sweep. */
export interface Stack {
  url: string;
  home: string;
  database: Database;
  /** Runs a command to its end. */
  run(args: string[]): Promise<Finished>;
  /** Queues a sweep of `trials` runs on the sample's pictures and gives its id. */
  launch(sweep: { name: string; trials: number; epochs: number }): Promise<number>;
}

interface Fixtures {
  stack: Stack;
  /** Id of the sample sweep, once it has ended. */
  sample: number;
}

async function* openStack(): AsyncGenerator<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-e2e-'));
  // As root, Postgres runs as another user: a closed folder would send its data elsewhere.
  await chmod(home, 0o755);
  await using up = start(home);
  const url = await until('the dashboard', 90, () => {
    if (up.ended) throw new Error(`tenbin up ended:\n${JSON.stringify(up.ended)}`);
    return addressIn(join(home, 'up.json'));
  });
  const databaseUrl = await until('Postgres', 10, async () => (await runningPostgres(home)) ?? undefined);
  await using database = await openDatabase(databaseUrl);
  const run = (args: string[]) => finished(tenbin(root, args, { TENBIN_HOME: home }));
  yield { url, home, database, run, launch: (sweep) => launch(home, run, sweep) };
}

interface Up extends AsyncDisposable {
  ended: Finished | undefined;
}

/** `tenbin up`, which must end on SIGTERM and leave no process behind. */
function start(home: string): Up {
  const child = tenbin(root, ['up'], { TENBIN_HOME: home, TENBIN_ALLOWED_ORIGINS: allowedOrigin });
  const ending = finished(child);
  const up: Up = {
    ended: undefined,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ending;
      const left = processesWith(home);
      if (left.length > 0) throw new Error(`processes ${left.join(', ')} are left of the stack`);
      await rm(home, { recursive: true, force: true });
    },
  };
  void ending.then((result) => (up.ended = result));
  return up;
}

const queued = z.object({ sweepId: z.int() });

async function launch(
  home: string,
  run: Stack['run'],
  sweep: Parameters<Stack['launch']>[0],
): Promise<number> {
  const file = join(home, `${sweep.name}.json`);
  const parameters = {
    batchSize: { values: Array.from({ length: sweep.trials }, (_, index) => 32 + index) },
    epochs: { value: sweep.epochs },
  };
  const dataset = { path: join(root, 'examples/data/animals.zip') };
  await writeFile(file, JSON.stringify({ name: sweep.name, dataset, parameters }));
  const { status, stdout, stderr } = await run(['sweep', file, '--detach', '--json']);
  if (status !== 0) throw new Error(`the sweep was not queued:\n${stderr}`);
  return queued.parse(JSON.parse(stdout)).sweepId;
}

async function addressIn(file: string): Promise<string | undefined> {
  try {
    return address.parse(JSON.parse(await readFile(file, 'utf8'))).url;
  } catch {
    return undefined;
  }
}

export const test = base.extend<object, Fixtures>({
  stack: [
    async ({}, use) => {
      for await (const stack of openStack()) await use(stack);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  sample: [
    async ({ stack }, use) => {
      const id = await until('the sample sweep', 240, async () => {
        const sweeps = await listSweeps(stack.database);
        return sweeps.find(({ name, status }) => name === 'animals' && status === 'finished')?.id;
      });
      await use(id);
    },
    { scope: 'worker', timeout: 260_000 },
  ],
});

export { expect } from '@playwright/test';
