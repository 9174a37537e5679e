// Programs that log as fast as they can, each a run of its own: one JSON argument, one JSON line.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, postgresSink } from '@tenbin/db';
import { startRun } from '@tenbin/tracking';
import { z } from 'zod';

const { url, apiKey, databaseUrl, clients, steps, metrics } = z
  .strictObject({
    /** Of the HTTP door; without it straight to the database. */
    url: z.string().optional(),
    apiKey: z.string().optional(),
    databaseUrl: z.string(),
    clients: z.int(),
    /** That each client logs. */
    steps: z.int(),
    metrics: z.int(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const names = Array.from({ length: metrics }, (_, index) => `metric ${index}`);
const directory = await mkdtemp(join(tmpdir(), 'tenbin-ingest-'));
await using db = await openDatabase(databaseUrl);
const place =
  url === undefined ? { sink: postgresSink(db) } : { url, ...(apiKey === undefined ? {} : { apiKey }) };
const quiet = { console: false, system: false, git: false, project: 'ingest', directory };

async function client(): Promise<{ slowest: number; mean: number }> {
  const run = await startRun({ ...place, ...quiet });
  let slowest = 0;
  let spent = 0;
  for (let step = 1; step <= steps; step += 1) {
    const values = Object.fromEntries(names.map((name) => [name, Math.random()]));
    const from = performance.now();
    run.log(values, { step });
    const took = performance.now() - from;
    slowest = Math.max(slowest, took);
    spent += took;
    // A training loop awaits something in every step; without that nothing would be sent until its end.
    if (step % 50 === 0) await new Promise(setImmediate);
  }
  if (!(await run.flush({ timeoutMs: 600_000 }))) throw new Error('not everything was stored');
  void run.finish();
  return { slowest, mean: (spent / steps) * 1000 };
}

const begin = performance.now();
const logged = await Promise.all(Array.from({ length: clients }, client));
const seconds = (performance.now() - begin) / 1000;
await rm(directory, { recursive: true, force: true });
const points = clients * steps * metrics;
const slowestMs = Math.max(...logged.map(({ slowest }) => slowest));
const meanMicroseconds = logged.reduce((sum, { mean }) => sum + mean, 0) / clients;
process.stdout.write(
  `${JSON.stringify({ pointsPerSecond: points / seconds, slowestMs, meanMicroseconds })}\n`,
);
process.exit(0);
