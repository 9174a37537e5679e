import { datasetSpec } from '@tenbin/contracts';
import type { ParameterSetting, TrialDetail, TrialRow, Verdict, VerdictState } from '@tenbin/contracts';
import { settled } from './patched.ts';

/** How a run went, as far as advice hangs on it. */
export interface Course {
  id?: number;
  seed?: number;
  state?: VerdictState;
  parameters?: ParameterSetting;
  /** Epoch of the lowest val_loss, and the metrics there. */
  bestEpoch?: number;
  valLoss?: number;
  valAccuracy?: number;
  lastLoss?: number;
  lastValLoss?: number;
  status?: TrialRow['status'];
  case?: string;
  dataset?: string;
}

/** An ordinary run of a sample sweep on photos: 30 epochs of vgg-small, its best at epoch 9, memorised at the end. */
export function aRun(course: Course = {}): TrialRow {
  const { id = 1, seed = 1, status = 'finished', state = 'overfitting', dataset = 'animals.zip' } = course;
  const { bestEpoch = 9, valLoss = 0.62, valAccuracy = 0.74, lastLoss = 0.05, lastValLoss = 1.02 } = course;
  const parameters = settled({ dropout: 0, optimizer: 'adam', ...course.parameters });
  const { epochs } = parameters;
  return {
    id,
    name: `${parameters.optimizer} · ${parameters.batchSize}`,
    uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    project: 'default',
    params: {},
    tags: [],
    group: null,
    parentId: null,
    sweepId: 1,
    sweepName: 'animals',
    trial: id,
    status,
    config: {
      dataset: datasetSpec.parse({ path: dataset }),
      parameters,
      seed,
      ...(course.case === undefined ? {} : { case: course.case }),
    },
    epoch: epochs,
    best: { epoch: bestEpoch, loss: 0.4, val_loss: valLoss, accuracy: 0.85, val_accuracy: valAccuracy },
    last: {
      epoch: epochs,
      loss: lastLoss,
      val_loss: lastValLoss,
      accuracy: 0.99,
      val_accuracy: valAccuracy - 0.01,
    },
    verdict: verdictOf(state, bestEpoch),
    worker: 'hoshi',
    startedAt: 1_790_000_000_000,
    endedAt: status === 'running' ? null : 1_790_000_042_000,
    error: null,
    control: null,
  };
}

export function verdictOf(state: VerdictState, bestEpoch: number | null = 9): Verdict {
  return {
    state,
    pattern: state === 'overfitting' ? 'rising' : null,
    basis: 'curves',
    onsetEpoch: state === 'overfitting' ? (bestEpoch ?? 0) + 1 : null,
    detectedAtEpoch: null,
    bestEpoch,
    evidence: {},
    reasons: [],
  };
}

/** The whole run, trained on 400 images of each of three classes. */
export function inFull(run: TrialRow, fields: Partial<TrialDetail> = {}): TrialDetail {
  return {
    ...run,
    attempt: 1,
    crashes: 0,
    provenance: null,
    dataset: {
      path: 'animals.zip',
      licence: null,
      hash: 'a',
      classes: ['cat', 'dog', 'horse'],
      trainCounts: [400, 400, 400],
      validationCounts: [170, 170, 170],
      testCounts: [],
      skipped: [],
      warnings: [],
    },
    engine: null,
    parameterCount: 591_000,
    generalisation: null,
    sheets: [],
    confusion: [],
    notes: '',
    directions: {},
    summary: {},
    artifacts: [],
    images: [],
    ...fields,
  };
}
