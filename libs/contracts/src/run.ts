import { z } from 'zod';
import type { DatasetSpec } from './dataset-spec.ts';
import type { ParameterSetting, TrialParameters } from './parameters.ts';
import type { SweepProvenance } from './provenance.ts';
import type { Budget, Goal, SweepCost } from './sweep-fields.ts';
import type { SweepSpec } from './sweep-spec.ts';

/**
 * queued: no worker has it, the first or a further attempt is to come. paused: kept at its checkpoint until it is resumed.
 * pruned: stopped early by the sweep's rule. failed: cannot be trained. crashed: died too often. canceled: by people.
 */
export const runStatuses = [
  'queued',
  'running',
  'paused',
  'finished',
  'pruned',
  'failed',
  'crashed',
  'canceled',
] as const;
export const runStatus = z.enum(runStatuses);
export type RunStatus = (typeof runStatuses)[number];

/** What people may ask of a run that trains: the first three end it after its epoch, or, kill, at once. */
export const runControls = ['pause', 'stop', 'kill'] as const;
export type RunControl = (typeof runControls)[number];

/** What people may ask of a sweep. A second stop kills what still trains. */
export const sweepControls = ['pause', 'resume', 'stop'] as const;
export type SweepControl = (typeof sweepControls)[number];

/** What people have asked of a sweep last. */
export const sweepStates = ['running', 'paused', 'stopped'] as const;
export type SweepState = (typeof sweepStates)[number];

/** What people may ask of a worker. It gives its trials back when it is told to stop. */
export const workerControls = ['pause', 'resume', 'stop'] as const;
export type WorkerControl = (typeof workerControls)[number];

/** paused: it ends what it trains and takes nothing new. */
export const workerStates = ['working', 'paused', 'stopping'] as const;
export type WorkerState = (typeof workerStates)[number];

/** A question that a study asks: train with these parameters and this seed. */
export interface Trial {
  /** Place in the sweep, from 1. */
  number: number;
  /** What tells it from its siblings, as in `adam · 16`. */
  name: string;
  parameters: TrialParameters;
  seed: number;
  /** Name of the sweep's case that it tries, when the sweep has cases. */
  case?: string | undefined;
}

/** A trial as a study remembers it. */
export interface PastTrial {
  /** Place in the sweep, from 1. */
  number: number;
  /** The values that were chosen; others may be among them. */
  parameters: ParameterSetting;
  seed: number;
  /** running: it has no end yet, whether it trains, waits or is paused. */
  state: 'running' | 'complete' | 'pruned' | 'failed';
  /** The goal metric at its best epoch, then each cost of `against`, in that order; NaN where there is none. */
  values: number[];
  /** The goal metric at each epoch done, `reports[0]` at epoch 1; NaN where it is missing. */
  reports: number[];
}

/** All that one trial needs to be repeated. */
export interface TrialConfig {
  dataset: DatasetSpec;
  parameters: TrialParameters;
  /** Seeds the split, the initial weights, the order of the images and dropout. */
  seed: number;
  /** Name of the sweep's case that it tries, when the sweep has cases. */
  case?: string | undefined;
  /** Threads of its engine: another number sums in another order. Undefined as long as no worker has taken it. */
  threads?: number | undefined;
}

/** finished: every trial has its end, and none because the sweep was stopped. */
export type SweepStatus = SweepState | 'finished';

export interface SweepRow {
  id: number;
  name: string;
  method: SweepSpec['method'];
  goal: Goal;
  datasetPath: string;
  /** Costs that are kept small beside the goal. */
  against: SweepCost[];
  budget: Budget;
  priority: number;
  /** Trials that the sweep makes, exactly; fewer only when its epochs or hours are spent. */
  total: number;
  /** Epochs that its runs have done together. */
  epochs: number;
  /** Trials by status; `queued` counts also those that no worker has ever taken. */
  counts: Record<RunStatus, number>;
  status: SweepStatus;
  /** The run that is best by the goal at its own best epoch, that of its lowest val_loss. */
  best: { runId: number; runName: string; value: number; epoch: number } | null;
  overfitting: number;
  /** The run that this sweep tries to cure; null when it is no follow-up, or that run is gone. */
  cureOf: number | null;
  createdAt: number;
  endedAt: number | null;
}

export interface SweepDetail extends SweepRow {
  spec: SweepSpec;
  /** The text of the file that it came from. */
  source: string;
  provenance: SweepProvenance | null;
}

export interface WorkerRow {
  id: string;
  host: string;
  /** Trials that it takes at the same time. */
  concurrency: number;
  /** Trials that it has now. */
  running: number;
  cores: number;
  memoryBytes: number;
  engine: string;
  state: WorkerState;
  startedAt: number;
  heartbeatAt: number;
}
