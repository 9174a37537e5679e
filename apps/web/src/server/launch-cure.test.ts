import { join } from 'node:path';
import { parseSweepFile, trialParameters } from '@tenbin/contracts';
import type { RunRecord, Verdict } from '@tenbin/contracts';
import { claimTrial, createSweep, getSweep, listSweeps, postgresSink, sweepQueue } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { judge } from '@tenbin/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from './fresh-database.fixture.ts';
import { launchCure } from './launch-cure.ts';

const sample = join(import.meta.dirname, '../../../../examples/data/animals.zip');
const source = `name: sick\ndataset: { path: ${JSON.stringify(sample)} }\nparameters: { dropout: { value: 0 } }\n`;
const stack = new AsyncDisposableStack();
let database: Database;
let ill: number;
let well: number;

const epochs = Array.from({ length: 30 }, (_, index) => index + 1);
const falling = epochs.map((epoch) => 1 / epoch);
const rising = epochs.map((epoch) => (epoch < 6 ? 1 - epoch / 10 : 0.4 + (epoch - 6) / 10));

/** A run whose val_loss is this. */
async function trained(valLoss: number[]): Promise<number> {
  const spec = parseSweepFile(source, 'sick.yaml');
  const sweepId = await createSweep(database, { spec, source, total: 1 });
  await using queue = await sweepQueue(database);
  const job = await queue.take();
  if (job?.sweepId !== sweepId) throw new Error('the queue has another job');
  const parameters = trialParameters.parse({ dropout: 0, optimizer: 'adam', batchSize: 16 });
  const ask = () => ({ number: 1, name: 'sick', parameters, seed: 1 });
  const claimed = await claimTrial(database, { job, workerId: 'w1', ask });
  if (claimed.kind !== 'run') throw new Error('the job has no run');
  const accuracy = epochs.map(() => 0.7);
  const verdict = judge({ loss: falling, val_loss: valLoss, accuracy, val_accuracy: accuracy });
  const records = [...epochs.map((epoch) => pointsOf(epoch, valLoss)), ...endWith(verdict)];
  const { runId, attempt } = claimed.claim;
  const numbered = records.map((record, index) => ({ seq: index + 1, record }));
  await postgresSink(database).send({ writer: { runId, attempt }, live: true, records: numbered });
  await queue.done(job);
  return runId;
}

function pointsOf(epoch: number, valLoss: readonly number[]): RunRecord {
  const values = { loss: falling[epoch - 1] ?? NaN, val_loss: valLoss[epoch - 1] ?? NaN };
  const at = 1_790_000_000_000 + epoch;
  return {
    kind: 'metrics',
    step: epoch,
    at,
    values: { ...values, accuracy: 0.7, val_accuracy: 0.7 },
  };
}

function endWith(verdict: Verdict): RunRecord[] {
  return [
    { kind: 'verdict', verdict },
    { kind: 'end', at: 1_790_000_001_000, status: 'finished' },
  ];
}

beforeAll(async () => {
  database = await freshDatabase(stack);
  ill = await trained(rising);
  well = await trained(falling);
}, 60_000);

afterAll(() => stack.disposeAsync());

describe('launching a cure', { timeout: 30_000 }, () => {
  it('trains the run as it was beside the one change that was asked for, as a sweep of that run', async () => {
    const id = await launchCure(database, { runId: ill, kinds: ['augmentation'], seeds: 2 });
    const { cureOf, total, spec } = await getSweep(database, id);
    expect({ cureOf, total }).toEqual({ cureOf: ill, total: 4 });
    expect(spec.cases).toEqual({ baseline: {}, augmentation: { augmentation: 'light' } });
    expect(spec.parameters).toMatchObject({ dropout: { values: [0] }, optimizer: { values: ['adam'] } });
  });

  it('follows all that is advised unless it is told what', async () => {
    const { spec } = await getSweep(database, await launchCure(database, { runId: ill }));
    expect(Object.keys(spec.cases ?? {}).length).toBeGreaterThan(2);
  });

  it('is refused for a run without advice, for a change that is not advised, and for no run', async () => {
    const before = await listSweeps(database);
    await expect(launchCure(database, { runId: well })).rejects.toMatchObject({ code: 'bad_input' });
    const odd = launchCure(database, { runId: ill, kinds: ['moreEpochs'] });
    await expect(odd).rejects.toThrow(/^moreEpochs is not advised for run/);
    await expect(launchCure(database, { runId: 99_999 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listSweeps(database)).toHaveLength(before.length);
  });
});
