import { datasetSpec, trialParameters } from '@tenbin/contracts';
import type { ParameterSetting, TrialRow, Verdict, VerdictState } from '@tenbin/contracts';

export interface RunFixture extends Partial<Omit<TrialRow, 'config' | 'verdict' | 'best' | 'last'>> {
  parameters?: ParameterSetting;
  seed?: number;
  dataset?: string;
  case?: string;
  state?: VerdictState | null;
  verdict?: Partial<Verdict>;
  /** val_loss − loss at the end. */
  gap?: number;
  bestValLoss?: number;
  accuracy?: number;
  seconds?: number;
}

/** A run of ten epochs with an end, of sweep 1. */
export function runOf(id: number, given: RunFixture = {}): TrialRow {
  const {
    parameters = {},
    seed = id,
    dataset = '/data/signs',
    state = 'healthy',
    gap = 0.1,
    ...rest
  } = given;
  const { verdict = {}, bestValLoss = 0.3, accuracy = 0.9, seconds = 100, case: name, ...fields } = rest;
  const epoch = fields.epoch ?? 10;
  return {
    id,
    name: `run ${id}`,
    uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    project: 'default',
    params: {},
    tags: [],
    group: null,
    parentId: null,
    sweepId: 1,
    sweepName: 'grid',
    trial: id,
    status: 'finished',
    epoch,
    best: { epoch: 6, loss: 0.25, val_loss: bestValLoss, accuracy: 0.9, val_accuracy: accuracy },
    last: { epoch, loss: 0.2, val_loss: 0.2 + gap, accuracy: 0.95, val_accuracy: accuracy - 0.01 },
    worker: null,
    startedAt: 0,
    endedAt: seconds * 1000,
    error: null,
    control: null,
    ...fields,
    config: {
      dataset: datasetSpec.parse({ path: dataset }),
      parameters: trialParameters.parse({ epochs: 10, ...parameters }),
      seed,
      ...(name === undefined ? {} : { case: name }),
    },
    verdict: state === null ? null : verdictOf(state, verdict),
  };
}

function verdictOf(state: VerdictState, given: Partial<Verdict>): Verdict {
  const ill = state === 'overfitting';
  return {
    state,
    pattern: null,
    basis: 'curves',
    onsetEpoch: ill ? 6 : null,
    detectedAtEpoch: ill ? 8 : null,
    bestEpoch: 6,
    evidence: ill ? { rise: 0.15, turnValLoss: 0.3 } : {},
    reasons: [`It is ${state}.`],
    ...given,
  };
}
