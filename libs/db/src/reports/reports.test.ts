import type { Verdict } from '@tenbin/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/fresh-database.ts';
import { askUpTo, batchOf, begunRuns, claimRun, epoch, point, source, spec } from '../../test/samples.ts';
import { createSweep } from '../sweeps/create-sweep.ts';
import type { Claim } from '../runs/claim-trial.ts';
import { postgresSink } from '../sink/postgres-sink.ts';
import { overfitInputs } from './overfit-inputs.ts';
import { runInputs } from './run-inputs.ts';

const db = await freshDatabase();
afterAll(() => db[Symbol.asyncDispose]());
const sink = postgresSink(db);

/** More epochs than a drawn curve has points. */
const epochs = 300;
const valLoss = (step: number): number => 1 + Math.abs(step - 100) / 100;

const verdict = (state: Verdict['state']): Verdict => ({
  state,
  pattern: null,
  basis: 'curves',
  onsetEpoch: state === 'overfitting' ? 100 : null,
  detectedAtEpoch: 120,
  bestEpoch: 100,
  evidence: {},
  reasons: [`It is ${state}.`],
});

async function train(run: Claim, state: Verdict['state']): Promise<void> {
  const records = Array.from({ length: epochs }, (_, index) =>
    epoch(index + 1, {
      loss: 1 / (index + 1),
      val_loss: valLoss(index + 1),
      accuracy: 0.9,
      val_accuracy: 0.5,
    }),
  );
  await sink.send(batchOf(run, 1, [...records, { kind: 'verdict', verdict: verdict(state) }]));
}

/** A sweep of a run that overfits and one that does not, a cure of the first with one run, and a sweep of neither. */
async function story() {
  const { sweepId, claims } = await begunRuns(db, 2);
  const [ill, well] = claims;
  if (!ill || !well) throw new Error('the sweep has too few runs');
  await train(ill, 'overfitting');
  await train(well, 'healthy');
  const cureId = await createSweep(db, { spec, source, total: 1, cureOf: ill.runId });
  const { rows } = await db.pool.query<{ id: string }>(
    `select id from queue.job where data ->> 'sweepId' = $1`,
    [String(cureId)],
  );
  const job = { id: rows[0]?.id ?? '', sweepId: cureId };
  const cured = await claimRun(db, { job, workerId: 'w1', ask: askUpTo(1) });
  if (!cured) throw new Error('the cure has no run');
  await train(cured, 'healthy');
  const other = await begunRuns(db, 1);
  return { sweepId, ill: ill.runId, well: well.runId, cureId, cured: cured.runId, other };
}

let told: Awaited<ReturnType<typeof story>>;
beforeAll(async () => {
  told = await story();
});

test('of a sweep come its runs and those of its cures, and every epoch of those that overfit', async () => {
  const { runs, sweeps, curves } = await overfitInputs(db, { sweepId: told.sweepId });
  expect(runs.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([told.ill, told.well, told.cured]);
  expect(sweeps.map(({ id }) => id)).toEqual([told.cureId, told.sweepId]);
  expect(sweeps[0]).toMatchObject({ cureOf: told.ill, source });
  expect([...curves.keys()]).toEqual([told.ill]);
  expect(curves.get(told.ill)?.val_loss).toEqual(Array.from({ length: epochs }, (_, at) => valLoss(at + 1)));
});

test('of the project come all runs and sweeps', async () => {
  const { runs, sweeps } = await overfitInputs(db);
  expect(runs).toHaveLength(4);
  expect(sweeps.map(({ id }) => id)).toEqual([told.other.sweepId, told.cureId, told.sweepId]);
});

test('of a run come its history, the other runs on its data set, and its cures with their runs', async () => {
  const { run, history, siblings, sweeps, runsOfCures } = await runInputs(db, told.ill);
  expect(run).toMatchObject({ id: told.ill, verdict: { state: 'overfitting' }, generalisation: null });
  expect(history.loss).toHaveLength(epochs);
  const [other] = told.other.claims;
  expect(siblings.map(({ id }) => id)).toEqual([told.well, told.cured, other?.runId]);
  expect(sweeps.map(({ id }) => id)).toEqual([told.cureId]);
  expect(runsOfCures.map(({ id }) => id)).toEqual([told.cured]);
});

test('a run on other data is no sibling', async () => {
  const [other] = told.other.claims;
  if (!other) throw new Error('there is no other run');
  await db.pool.query(
    `update run set config = jsonb_set(config, '{dataset}', '{"name": "fashion-mnist"}') where id = $1`,
    [other.runId],
  );
  expect((await runInputs(db, told.ill)).siblings.map(({ id }) => id)).toEqual([told.well, told.cured]);
  expect((await runInputs(db, other.runId)).siblings).toEqual([]);
});

test('an epoch that was not logged is NaN, and a run without epochs has an empty history', async () => {
  const [gappy, empty] = (await begunRuns(db, 2)).claims;
  if (!gappy || !empty) throw new Error('the sweep has too few runs');
  await sink.send(batchOf(gappy, 1, [point('loss', 1, 3), point('loss', 3, Infinity)]));
  expect((await runInputs(db, gappy.runId)).history).toMatchObject({
    loss: [3, NaN, Infinity],
    val_loss: [],
  });
  expect((await runInputs(db, empty.runId)).history).toMatchObject({ loss: [], accuracy: [] });
});

test('what is gone is not found', async () => {
  await expect(overfitInputs(db, { sweepId: 999 })).rejects.toMatchObject({ code: 'not_found' });
  await expect(runInputs(db, 999)).rejects.toMatchObject({ code: 'not_found' });
});
