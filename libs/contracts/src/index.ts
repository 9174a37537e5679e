export { AppError, errorCodes } from './errors.ts';
export type { AppErrorInit, ErrorCode } from './errors.ts';
export { fromJson, toJson } from './json.ts';
export type { Json } from './json.ts';
export { anyNumber, epochMetricKeys, metricPoint } from './metric.ts';
export type { EpochMetricKey, History, MetricPoint } from './metric.ts';
export { verdict, verdictStates } from './verdict.ts';
export type { Verdict, VerdictState } from './verdict.ts';
export { confusionMatrix } from './confusion-matrix.ts';
export type { ConfusionMatrix } from './confusion-matrix.ts';
export {
  augmentationNames,
  augmentationPresets,
  lossNames,
  modelNames,
  optimizerNames,
  precisions,
  scheduleNames,
} from './names.ts';
export type {
  AugmentationName,
  AugmentationPreset,
  LossName,
  ModelName,
  OptimizerName,
  Precision,
  ScheduleName,
} from './names.ts';
export { recordOf } from './record-of.ts';
export { defaultBeside, dependent, dependentNames, usersOf } from './dependent-parameters.ts';
export type { DependentName } from './dependent-parameters.ts';
export type {
  Activation,
  FeatureShape,
  Initial,
  Layer,
  LayerKind,
  NamedArray,
  Network,
  Padding,
  Weight,
} from './network.ts';
export { parameterNames, parameterSchemas, trialParameters } from './parameters.ts';
export type { ParameterName, ParameterSetting, ParameterValue, TrialParameters } from './parameters.ts';
export {
  datasetCalled,
  datasetNames,
  datasetSpec,
  goal,
  goalMetrics,
  maxTrials,
  samplerNames,
  sweepSpec,
} from './sweep-spec.ts';
export type {
  DatasetName,
  DatasetSpec,
  Goal,
  ParameterChoice,
  ParameterSpace,
  SamplerName,
  SweepSpec,
} from './sweep-spec.ts';
export { datasetTitle } from './dataset-title.ts';
export { parseSweepFile } from './sweep-file.ts';
export {
  datasetFacts,
  datasetWarningKinds,
  engineFacts,
  pictureSheet,
  runEndings,
  runRecord,
  sequencedRecord,
  sheetNames,
} from './run-record.ts';
export type {
  DatasetFacts,
  EngineFacts,
  DatasetWarning,
  DatasetWarningKind,
  PictureSheet,
  RecordBatch,
  RunRecord,
  SheetName,
  SequencedRecord,
  Sink,
} from './run-record.ts';
export { runStatus, runStatuses } from './run.ts';
export type {
  Curve,
  EpochMetrics,
  RunDetail,
  RunRow,
  RunStatus,
  SweepDetail,
  SweepRow,
  SweepStatus,
  Trial,
  TrialConfig,
  WorkerRow,
} from './run.ts';
export { randomStream, seedFor, shuffled } from './random.ts';
export type { RandomStream } from './random.ts';
