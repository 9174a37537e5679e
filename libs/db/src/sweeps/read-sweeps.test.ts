import { verdict as verdictSchema } from '@tenbin/contracts';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { batchOf, begunRuns, epoch, source, spec, endRun } from '../../test/samples.ts';
import { jsonColumn } from '../json-column.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { registerWorker, removeWorker } from '../workers/workers.ts';
import { createSweep } from './create-sweep.ts';
import { getSweep, listSweeps, overview } from './read-sweeps.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

test('a sweep counts its runs by status, and ends with the last of them', async () => {
  const { sweepId, claims } = await begunRuns(db, 3);
  const [one, two, three] = claims;
  if (!one || !two || !three) throw new Error('the sweep has too few runs');
  await endRun(db, one, { status: 'finished' });
  await endRun(db, two, { status: 'failed' });
  expect(await getSweep(db, sweepId)).toMatchObject({
    name: 'animals',
    method: 'grid',
    datasetPath: 'examples/data/animals.zip',
    goal: { metric: 'val_accuracy', direction: 'maximize' },
    counts: { queued: 0, running: 1, finished: 1, failed: 1, crashed: 0, canceled: 0 },
    status: 'running',
    endedAt: null,
    best: null,
    spec,
  });
  await endRun(db, three, { status: 'crashed' });
  const ended = await getSweep(db, sweepId);
  expect(ended.status).toBe('finished');
  expect(ended.endedAt).toBeTypeOf('number');
});

test.each([
  { direction: 'maximize' as const, value: 0.75, epoch: 2, trial: 1 },
  { direction: 'minimize' as const, value: 0.125, epoch: 1, trial: 2 },
])(
  'the best of a sweep is that of the runs at their lowest val_loss, and finite: $direction',
  async ({ direction, ...best }) => {
    const { sweepId, claims } = await begunRuns(db, 2);
    await db.prisma.sweep.update({
      where: { id: sweepId },
      data: { spec: jsonColumn({ ...spec, goal: { metric: 'val_accuracy', direction } }) },
    });
    const [one, two] = claims;
    if (!one || !two) throw new Error('the sweep has too few runs');
    const values = { loss: 1, accuracy: 0.5 };
    const logged = (epochs: [valLoss: number, accuracy: number][]) =>
      epochs.map(([valLoss, accuracy], i) =>
        epoch(i + 1, { ...values, val_loss: valLoss, val_accuracy: accuracy }),
      );
    const atLowest = logged([
      [0.9, 0.5],
      [0.4, 0.75],
      [0.6, 0.875],
      [NaN, Infinity],
    ]);
    await sink.send(batchOf(one, 1, atLowest));
    await sink.send(
      batchOf(
        two,
        1,
        logged([
          [0.3, 0.125],
          [0.5, 0.0625],
          [-Infinity, -Infinity],
        ]),
      ),
    );
    expect((await getSweep(db, sweepId)).best).toEqual({
      runId: best.trial === 1 ? one.runId : two.runId,
      runName: `trial ${String(best.trial)}`,
      value: best.value,
      epoch: best.epoch,
    });
  },
);

test('the newest sweep comes first, and one that is not there is not found', async () => {
  const id = await createSweep(db, { spec, source, total: 1 });
  const sweeps = await listSweeps(db);
  expect(sweeps[0]?.id).toBe(id);
  expect(sweeps.map((sweep) => sweep.id)).toEqual(sweeps.map((sweep) => sweep.id).toSorted((a, b) => b - a));
  await expect(getSweep(db, id + 1)).rejects.toMatchObject({ code: 'not_found' });
});

test('the overview counts what there is', async () => {
  const before = await overview(db);
  const { claims } = await begunRuns(db, 2);
  const [one] = claims;
  if (!one) throw new Error('the sweep has no run');
  const verdict = verdictSchema.parse({
    state: 'overfitting',
    onsetEpoch: 1,
    detectedAtEpoch: 1,
    bestEpoch: 1,
    evidence: {},
    reasons: [],
  });
  await sink.send(
    batchOf(one, 1, [
      { kind: 'verdict', verdict },
      { kind: 'end', status: 'finished', at: 1 },
    ]),
  );
  await registerWorker(db, {
    id: 'w1',
    host: 'here',
    concurrency: 2,
    cores: 2,
    memoryBytes: 1e9,
    engine: 'cpu',
  });
  expect(await overview(db)).toEqual({
    running: before.running + 1,
    runs: before.runs + 2,
    sweeps: before.sweeps + 1,
    overfitting: before.overfitting + 1,
    workers: before.workers + 1,
  });
  await removeWorker(db, 'w1');
});

test('a sweep that would be refused today is still read', async () => {
  const when = { optimizer: 'adam' };
  const parameters = { epochs: { values: [1, 2], when }, optimizer: { values: ['sgd'] } };
  const sweepId = await createSweep(db, { spec: { ...spec, parameters }, source, total: 1 });
  expect((await getSweep(db, sweepId)).spec.parameters).toEqual(parameters);
});
