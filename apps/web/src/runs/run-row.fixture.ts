import { datasetSpec, runParams, trialParameters } from '@tenbin/contracts';
import type { RunParams, TrialRow } from '@tenbin/contracts';

/** A finished, healthy run for tests, with the given fields in place of its own. */
export function runRow(fields: Partial<TrialRow> = {}): TrialRow {
  const config = fields.config ?? {
    dataset: datasetSpec.parse({ path: 'examples/data/animals.zip' }),
    parameters: trialParameters.parse({ batchSize: 32, epochs: 12 }),
    seed: 1,
  };
  const metrics = { epoch: 12, loss: 0.31, val_loss: 0.42, accuracy: 0.9, val_accuracy: 0.87 };
  return {
    id: 1,
    uuid: '00000000-0000-4000-8000-000000000001',
    project: 'default',
    tags: [],
    group: null,
    parentId: null,
    name: 'momentum · 32',
    sweepId: 1,
    sweepName: 'animals',
    trial: 1,
    status: 'finished',
    config,
    params: paramsOf(config),
    epoch: 12,
    best: metrics,
    last: metrics,
    verdict: {
      state: 'healthy',
      pattern: null,
      basis: 'curves',
      onsetEpoch: null,
      detectedAtEpoch: null,
      bestEpoch: 12,
      evidence: {},
      reasons: ['Healthy. val_loss is within 3 % of its best.'],
    },
    worker: 'hoshi',
    startedAt: 1_790_000_000_000,
    endedAt: 1_790_000_042_000,
    error: null,
    control: null,
    ...fields,
  };
}

/** As the database keeps them: flat, a list as its JSON. */
function paramsOf({ parameters, seed }: TrialRow['config']): RunParams {
  const all = Object.entries({ ...parameters, seed }).filter(([, value]) => value !== undefined);
  return runParams.parse(
    Object.fromEntries(
      all.map(([name, value]) => [name, Array.isArray(value) ? JSON.stringify(value) : value]),
    ),
  );
}
