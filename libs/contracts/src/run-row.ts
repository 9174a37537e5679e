import type { ConfusionMatrix } from './confusion-matrix.ts';
import type { Generalisation } from './generalisation.ts';
import type { ImageMime, MetricDirections, RunParams } from './logged-record.ts';
import type { EpochMetricKey } from './names.ts';
import type { RunProvenance } from './provenance.ts';
import type { RunControl, RunStatus, TrialConfig } from './run.ts';
import type { DatasetFacts, EngineFacts, PictureSheet } from './run-record.ts';
import type { Verdict } from './verdict.ts';

/** A trial's own answer to "which epoch was it": the metrics there. */
export type EpochMetrics = { epoch: number } & Record<EpochMetricKey, number>;

/** What every run has, whoever trained it. Times are milliseconds since 1970. */
interface RunFacts {
  id: number;
  /** Its name in links and in other programs. */
  uuid: string;
  project: string;
  name: string;
  status: RunStatus;
  /** Its settings, flat: those of a trial, or what the program that logged it said. */
  params: RunParams;
  tags: string[];
  /** Runs of a group belong together, as folds or repeats do. */
  group: string | null;
  /** The run that it is a part of. */
  parentId: number | null;
  /** Epochs done: of `config.parameters.epochs`, or the last step of a per-epoch metric. */
  epoch: number;
  /** Metrics at the epoch of the lowest val_loss; null before the first epoch. */
  best: EpochMetrics | null;
  last: EpochMetrics | null;
  verdict: Verdict | null;
  startedAt: number;
  endedAt: number | null;
  error: { code: string; message: string; hint: string } | null;
  /** What people have asked of it and it has not done yet. */
  control: RunControl | null;
}

/** A trial of a sweep as a table row shows it. */
export interface TrialRow extends RunFacts {
  sweepId: number;
  sweepName: string;
  /** Place in the sweep, from 1. */
  trial: number;
  config: TrialConfig;
  worker: string | null;
}

/** A run that somebody else's training loop logged. */
export interface LoggedRow extends RunFacts {
  sweepId: null;
  sweepName: null;
  trial: null;
  config: null;
  worker: null;
}

export type RunRow = TrialRow | LoggedRow;

/** What only a run's own page shows. */
interface RunMore {
  /** Which try at it this is, from 1. */
  attempt: number;
  /** Attempts that ended because a process or a worker died. */
  crashes: number;
  provenance: RunProvenance | null;
  dataset: DatasetFacts | null;
  engine: EngineFacts | null;
  parameterCount: number | null;
  generalisation: Generalisation | null;
  sheets: PictureSheet[];
  confusion: { split: string; weights: 'best' | 'last'; epoch: number; matrix: ConfusionMatrix }[];
  notes: string;
  directions: MetricDirections;
  /** Every metric that it logged, by key: what `directions` call best is `min` or `max`. */
  summary: Record<string, MetricSummary>;
  artifacts: ArtifactVersion[];
  images: LoggedImage[];
}

export type TrialDetail = TrialRow & RunMore;
export type RunDetail = RunRow & RunMore;

export function isTrial<Row extends RunRow>(run: Row): run is Row & TrialRow {
  return run.sweepId !== null;
}

/** What is known of a metric without its points; lowest and highest are over finite values, null when there is none. */
export interface MetricSummary {
  count: number;
  last: { step: number; value: number };
  min: { step: number; value: number } | null;
  max: { step: number; value: number } | null;
}

/** A version of an artifact of a run. */
export interface ArtifactVersion {
  id: number;
  name: string;
  type: string;
  /** From 1, by name in the run. */
  version: number;
  /** Hash of its manifest. */
  manifest: string;
  bytes: number;
  files: number;
  at: number;
}

/** A picture that a run logged. */
export interface LoggedImage {
  key: string;
  step: number;
  index: number;
  caption: string;
  /** Hash of its content. */
  blob: string;
  mime: ImageMime;
  width: number;
  height: number;
}

/** One metric of one run: `steps[i]` belongs to `values[i]`. */
export interface Curve {
  runId: number;
  key: string;
  steps: number[];
  values: number[];
}

/** A curve for drawing, of at most a few hundred points: where each stands for several, `values` are their last. */
export interface DrawnCurve extends Curve {
  /** Lowest and highest finite value of what each point stands for; NaN where there is none. */
  low: number[];
  high: number[];
}
