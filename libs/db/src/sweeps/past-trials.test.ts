import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, batchOf, claimRun, endRun, epoch, point, source, spec } from '../../test/samples.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { sweepQueue } from '../queue/sweep-queue.ts';
import { createSweep } from './create-sweep.ts';
import { pastTrials } from './past-trials.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());

test('a study hears of every trial: its values at the best epoch, its costs, its curve, whether it has ended', async () => {
  const against = ['seconds', 'parameters', 'memory'] as const;
  const sweepId = await createSweep(db, { spec: { ...spec, against: [...against] }, source, total: 4 });
  await using queue = await sweepQueue(db);
  const claims = [];
  for (let job = await queue.take(); job; job = await queue.take()) {
    const claim = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(3) });
    if (claim) claims.push(claim);
    await queue.done(job);
  }
  const [whole, pruned, open] = claims;
  if (!whole || !pruned || !open) throw new Error('the sweep has too few trials');
  const at = (val_loss: number, val_accuracy: number) => ({ loss: 1, val_loss, accuracy: 0.5, val_accuracy });
  await postgresSink(db).send(
    batchOf(whole, 1, [
      epoch(1, at(2, 0.5)),
      point('system/epoch_seconds', 1, 1.5),
      point('system/memory_bytes', 1, 3e8),
      epoch(2, at(1, 0.7)),
      point('system/epoch_seconds', 2, 2.5),
      point('system/memory_bytes', 2, 2e8),
      epoch(3, at(1.5, NaN)),
      {
        kind: 'engine',
        engine: { name: 'cpu', version: '1', threads: 1, step: 'graph', reason: '' },
        parameterCount: 1234,
      },
    ]),
  );
  await endRun(db, whole, { status: 'finished' });
  await postgresSink(db).send(batchOf(pruned, 1, [epoch(1, at(3, 0.4))]));
  await endRun(db, pruned, { status: 'pruned' });
  const { past, spec: read } = await pastTrials(db, sweepId, 'curves');
  expect(read.against).toEqual(against);
  const chosen = { batchSize: 16, epochs: 5 };
  expect(past).toEqual([
    {
      number: 1,
      parameters: chosen,
      seed: 1,
      state: 'complete',
      values: [0.7, 4, 1234, 3e8],
      reports: [0.5, 0.7, NaN],
    },
    { number: 2, parameters: chosen, seed: 2, state: 'pruned', values: [0.4, NaN, NaN, NaN], reports: [0.4] },
    { number: 3, parameters: chosen, seed: 3, state: 'running', values: [NaN, NaN, NaN, NaN], reports: [] },
  ]);
  await expect(pastTrials(db, 10 ** 6, 'values')).rejects.toMatchObject({ code: 'not_found' });
});
