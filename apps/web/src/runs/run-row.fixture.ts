import { datasetSpec, trialParameters } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';

/** A finished, healthy run for tests, with the given fields in place of its own. */
export function runRow(fields: Partial<RunRow> = {}): RunRow {
  const metrics = { epoch: 12, loss: 0.31, val_loss: 0.42, accuracy: 0.9, val_accuracy: 0.87 };
  return {
    id: 1,
    name: 'momentum · 32',
    sweepId: 1,
    sweepName: 'animals',
    trial: 1,
    status: 'finished',
    config: {
      dataset: datasetSpec.parse({ path: 'examples/data/animals.zip' }),
      parameters: trialParameters.parse({ batchSize: 32, epochs: 12 }),
      seed: 1,
    },
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
