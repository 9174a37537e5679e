import { parseSweepFile } from '@tenbin/contracts';
import type { RunRecord } from '@tenbin/contracts';
import { claimTrial, createSweep, postgresSink, sweepQueue } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { sweepStudy } from '@tenbin/sweep';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from './fresh-database.fixture.ts';
import { frontOf } from './front.ts';

const stack = new AsyncDisposableStack();
let database: Database;

beforeAll(async () => {
  database = await freshDatabase(stack);
}, 60_000);

afterAll(() => stack.disposeAsync());

/** What a trial of one epoch says of itself. */
function recordsOf(accuracy: number, parameterCount: number): RunRecord[] {
  const values = { loss: 1, val_loss: 1, accuracy, val_accuracy: accuracy };
  const engine = { name: 'test', version: '1', threads: 1, step: 'graph' as const, reason: '' };
  return [
    { kind: 'engine', engine, parameterCount },
    { kind: 'metrics', step: 1, at: 0, values },
    { kind: 'end', status: 'finished', at: 1 },
  ];
}

it('the front leaves out what another trial beats in everything, and begins with the best', async () => {
  const answers = [
    { accuracy: 0.7, parameterCount: 10 },
    { accuracy: 0.9, parameterCount: 500 },
    { accuracy: 0.8, parameterCount: 600 },
    { accuracy: 0.85, parameterCount: 90 },
  ];
  const source =
    'name: front\ndataset: { path: p }\nagainst: [parameters]\nparameters:\n  batchSize: { values: [1, 2, 3, 4] }\n  epochs: { value: 1 }\n';
  const spec = parseSweepFile(source, 'front.yaml');
  const id = await createSweep(database, { spec, source, total: answers.length });
  await using queue = await sweepQueue(database);
  for (const { accuracy, parameterCount } of answers) {
    const job = await queue.take();
    if (!job) throw new Error('the sweep queued no job');
    const ask = (...args: Parameters<typeof sweepStudy>) => sweepStudy(...args).ask();
    const claimed = await claimTrial(database, { job, workerId: 'test', ask });
    if (claimed.kind !== 'run') throw new Error('the job was not claimed');
    const { runId, attempt } = claimed.claim;
    const records = recordsOf(accuracy, parameterCount).map((record, index) => ({ seq: index + 1, record }));
    await postgresSink(database).send({ writer: { runId, attempt }, live: true, records });
    await queue.done(job);
  }
  expect(await frontOf(database, id)).toEqual([
    { number: 2, values: [0.9, 500] },
    { number: 4, values: [0.85, 90] },
    { number: 1, values: [0.7, 10] },
  ]);
  await expect(frontOf(database, 999)).rejects.toMatchObject({ code: 'not_found' });
}, 30_000);
