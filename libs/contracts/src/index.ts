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
  modelNames,
  optimizerDefaults,
  optimizerNames,
  parameterNames,
  parameterSchemas,
  trialParameters,
} from './parameters.ts';
export type {
  ModelName,
  OptimizerName,
  ParameterName,
  ParameterSetting,
  ParameterValue,
  TrialParameters,
} from './parameters.ts';
export { datasetSpec, goal, goalMetrics, maxTrials, samplerNames, sweepSpec } from './sweep-spec.ts';
export type {
  DatasetSpec,
  Goal,
  ParameterChoice,
  ParameterSpace,
  SamplerName,
  SweepSpec,
} from './sweep-spec.ts';
export { parseSweepFile } from './sweep-file.ts';
export { datasetFacts, engineFacts, runEndings, runRecord, sequencedRecord } from './run-record.ts';
export type {
  DatasetFacts,
  EngineFacts,
  RecordBatch,
  RunRecord,
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
