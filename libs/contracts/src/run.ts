import { z } from 'zod';
import type { ConfusionMatrix } from './confusion-matrix.ts';
import type { EpochMetricKey } from './metric.ts';
import type { TrialParameters } from './parameters.ts';
import type { DatasetFacts, EngineFacts, PictureSheet } from './run-record.ts';
import type { DatasetSpec, Goal, SweepSpec } from './sweep-spec.ts';
import type { Verdict } from './verdict.ts';

export const runStatuses = ['running', 'finished', 'failed', 'crashed', 'canceled'] as const;
export const runStatus = z.enum(runStatuses);
export type RunStatus = (typeof runStatuses)[number];

/** A question that a study asks: train with these parameters and this seed. */
export interface Trial {
  /** Place in the sweep, from 1. */
  number: number;
  /** What tells it from its siblings, as in `adam · 16`. */
  name: string;
  parameters: TrialParameters;
  seed: number;
}

/** All that one trial needs to be repeated. */
export interface TrialConfig {
  dataset: DatasetSpec;
  parameters: TrialParameters;
  /** Seeds the split, the initial weights, the order of the images and dropout. */
  seed: number;
}

/** A trial's own answer to "which epoch was it": the metrics there. */
export type EpochMetrics = { epoch: number } & Record<EpochMetricKey, number>;

/** A run as a table row shows it. Times are milliseconds since 1970. */
export interface RunRow {
  id: number;
  name: string;
  sweepId: number;
  sweepName: string;
  /** Place in the sweep, from 1. */
  trial: number;
  status: RunStatus;
  config: TrialConfig;
  /** Epochs done, of `config.parameters.epochs`. */
  epoch: number;
  /** Metrics at the epoch of the lowest val_loss; null before the first epoch. */
  best: EpochMetrics | null;
  last: EpochMetrics | null;
  verdict: Verdict | null;
  worker: string | null;
  startedAt: number;
  endedAt: number | null;
  error: { code: string; message: string; hint: string } | null;
}

/** A run with everything that its own page shows. */
export interface RunDetail extends RunRow {
  attempt: number;
  dataset: DatasetFacts | null;
  engine: EngineFacts | null;
  parameterCount: number | null;
  sheets: PictureSheet[];
  confusion: { weights: 'best' | 'last'; epoch: number; matrix: ConfusionMatrix }[];
}

/** One metric of one run: at most a few hundred points, `steps[i]` belongs to `values[i]`. */
export interface Curve {
  runId: number;
  key: string;
  steps: number[];
  values: number[];
}

export type SweepStatus = 'running' | 'finished';

export interface SweepRow {
  id: number;
  name: string;
  method: SweepSpec['method'];
  goal: Goal;
  datasetPath: string;
  /** Trials that the sweep makes, exactly. */
  total: number;
  /** Runs by status; `queued` is what no worker has taken yet. */
  counts: Record<RunStatus | 'queued', number>;
  status: SweepStatus;
  /** The run that is best by the goal at its own best epoch, that of its lowest val_loss. */
  best: { runId: number; runName: string; value: number; epoch: number } | null;
  overfitting: number;
  createdAt: number;
  endedAt: number | null;
}

export interface SweepDetail extends SweepRow {
  spec: SweepSpec;
}

export interface WorkerRow {
  id: string;
  host: string;
  concurrency: number;
  engine: string;
  startedAt: number;
  heartbeatAt: number;
}
