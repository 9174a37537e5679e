export { AppError, errorCodes } from './errors.ts';
export type { AppErrorInit, ErrorCode } from './errors.ts';
export { fromJson, jsonText, toJson } from './json.ts';
export type { Json } from './json.ts';
export { anyNumber, metricKey } from './metric.ts';
export type { History } from './metric.ts';
export { epochMetricKeys } from './names.ts';
export type { EpochMetricKey } from './names.ts';
export { verdict, verdictPatterns, verdictStates } from './verdict.ts';
export type { Verdict, VerdictPattern, VerdictSoFar, VerdictState } from './verdict.ts';
export { generalisation, interval } from './generalisation.ts';
export type { ClassCourse, Generalisation, GeneralisationAt, Interval } from './generalisation.ts';
export { adviceKinds } from './advice.ts';
export type { Advice, AdviceKind } from './advice.ts';
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
export { isInteger, parameterNames, parameterSchemas, trialParameters } from './parameters.ts';
export type { ParameterName, ParameterSetting, ParameterValue, TrialParameters } from './parameters.ts';
export { boundsOf, countOf, isCountable, scales, stepAt, valuesOf, varies } from './parameter-choice.ts';
export type {
  Condition,
  ParameterChoice,
  ParameterSpace,
  RangeChoice,
  Scale,
  SteppedRange,
  ValuesChoice,
} from './parameter-choice.ts';
export { earlyTermination, prunerNames } from './early-termination.ts';
export type { EarlyTermination, PrunerName } from './early-termination.ts';
export { datasetCalled, datasetNames, datasetSpec } from './dataset-spec.ts';
export type { DatasetName, DatasetSpec } from './dataset-spec.ts';
export { budget, goal, goalMetrics, maxTrials, samplerNames, sweepCosts } from './sweep-fields.ts';
export type { Budget, Goal, SamplerName, SweepCost } from './sweep-fields.ts';
export { caseSpaces } from './case-spaces.ts';
export type { CaseSpace, SweepCases } from './case-spaces.ts';
export { seedsOf, storedSweepSpec, sweepSpec } from './sweep-spec.ts';
export type { SweepFileInput, SweepSpec } from './sweep-spec.ts';
export { runProvenance, sweepProvenance } from './provenance.ts';
export type { RunProvenance, SweepProvenance } from './provenance.ts';
export { datasetTitle } from './dataset-title.ts';
export { parseSweepFile, readSweepFile } from './sweep-file.ts';
export type { SweepFile, SweepFileOptions } from './sweep-file.ts';
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
  RunRecord,
  SheetName,
  SequencedRecord,
} from './run-record.ts';
export { contentHash, imageMime, metricDirections, paramValue, runParams } from './logged-record.ts';
export type { ImageMime, MetricDirections, ParamValue, RunParams } from './logged-record.ts';
export { attemptWriter, runHandle, sessionBatch, sessionWriter } from './sink.ts';
export type { AttemptWriter, RecordBatch, RunHandle, SessionWriter, Sink, Writer } from './sink.ts';
export { artifactManifest } from './blob.ts';
export type { ArtifactManifest, BlobStore, OwnedBlobStore } from './blob.ts';
export {
  runControls,
  runStatus,
  runStatuses,
  sweepControls,
  sweepStates,
  workerControls,
  workerStates,
} from './run.ts';
export type {
  PastTrial,
  RunControl,
  RunStatus,
  SweepControl,
  SweepDetail,
  SweepRow,
  SweepState,
  SweepStatus,
  Trial,
  TrialConfig,
  WorkerControl,
  WorkerRow,
  WorkerState,
} from './run.ts';
export { parseRunFilter } from './run-filter.ts';
export type { FilterPart } from './run-filter.ts';
export { comparisons, runFields } from './run-fields.ts';
export type { Comparison } from './run-fields.ts';
export { runColumn, runFilterTerm, runQuery } from './run-query.ts';
export type { FigureColumn, RunColumn, RunFilterTerm, RunPage, RunQuery } from './run-query.ts';
export { isTrial } from './run-row.ts';
export type {
  ArtifactVersion,
  Curve,
  DrawnCurve,
  EpochMetrics,
  LoggedImage,
  LoggedRow,
  MetricSummary,
  RunDetail,
  RunRow,
  TrialDetail,
  TrialRow,
} from './run-row.ts';
export { maxSeed, randomStream, seedFor, shuffled } from './random.ts';
export type { RandomStream } from './random.ts';
