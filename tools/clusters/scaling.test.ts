import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { parseSweepFile } from '@tenbin/contracts';
import {
  changeSweep,
  claimTrial,
  closeAttempt,
  controlSweep,
  createSweep,
  migrate,
  openDatabase,
  startPostgres,
  sweepQueue,
} from '@tenbin/db';
import type { Claim, Database } from '@tenbin/db';
import { sweepStudy } from '@tenbin/sweep';
import { manifestsOf } from './manifests.ts';

const scaling = z.object({
  spec: z.object({ triggers: z.tuple([z.object({ metadata: z.object({ query: z.string() }) })]) }),
});
const [trigger] = scaling.parse(manifestsOf('workers').find(({ kind }) => kind === 'ScaledObject')).spec
  .triggers;

const stack = new AsyncDisposableStack();
let db: Database;
beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'tenbin-scaling-'));
  await chmod(home, 0o755); // in a closed one, root's Postgres would keep its data elsewhere, for good
  stack.defer(() => rm(home, { recursive: true }));
  const { url } = stack.use(await startPostgres({ home, log: () => {} }));
  await migrate(url);
  db = stack.use(await openDatabase(url));
}, 60_000);
afterAll(() => stack.disposeAsync(), 60_000);

/** What KEDA reads: the first column of the first row, as a number. */
async function load(): Promise<number> {
  const { rows } = await db.pool.query<unknown[]>({ text: trigger.metadata.query, rowMode: 'array' });
  return z.number().parse(rows[0]?.[0]);
}

/** Queues a sweep of `total` trials. */
function queue(name: string, total: number, more = ''): Promise<number> {
  const source = `name: ${name}\ndataset: { path: pictures }\nseeds: ${total}\nparameters: { epochs: { value: 5 } }\n${more}`;
  return createSweep(db, { spec: parseSweepFile(source, `${name}.yaml`), source, total });
}

/** Takes jobs as a worker does, until so many trials run or there is nothing that may be taken. */
async function take(count: number): Promise<Claim[]> {
  await using jobs = await sweepQueue(db);
  const claims: Claim[] = [];
  while (claims.length < count) {
    const job = await jobs.take();
    if (job === null) break;
    const ask: Parameters<typeof claimTrial>[1]['ask'] = (spec, past) => sweepStudy(spec, past).ask();
    const claimed = await claimTrial(db, { job, workerId: 'w', ask });
    if (claimed.kind === 'run') claims.push(claimed.claim);
    jobs.drop(job);
  }
  return claims;
}

test('KEDA is told of every trial that trains or that a worker could take', { timeout: 30_000 }, async () => {
  const told = { empty: await load() };
  const large = await queue('large', 8);
  const small = await queue('small', 5, 'budget: { concurrency: 2 }\n');
  const limited = await load();
  const claims = await take(3);
  const training = await load();

  await controlSweep(db, large, 'pause');
  const own = claims.filter(({ sweepId }) => sweepId === large);
  const pausing = (await load()) - own.length;
  for (const claim of own) await closeAttempt(db, { ...claim, crash: null });
  const paused = await load();
  await controlSweep(db, large, 'resume');
  const resumed = await load();

  await changeSweep(db, small, { concurrency: null });
  const unlimited = await load();
  await controlSweep(db, large, 'stop');
  const stopped = await load();
  expect({ ...told, limited, training, pausing, paused, resumed, unlimited, stopped }).toEqual({
    empty: 0,
    limited: 8 + 2,
    training: 8 + 2,
    pausing: 2,
    paused: 2,
    resumed: 8 + 2,
    unlimited: 8 + 5,
    stopped: 5,
  });
});

test('a trial that was given back counts again', { timeout: 30_000 }, async () => {
  const before = await load();
  const sweep = await queue('given-back', 1);
  const claims = await take(before + 1);
  const own = claims.filter(({ sweepId }) => sweepId === sweep);
  expect(own).toHaveLength(1);
  expect(await load()).toBe(before + 1);
  for (const claim of own) await closeAttempt(db, { ...claim, crash: null });
  expect(await load()).toBe(before + 1);
});
