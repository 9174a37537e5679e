export { countPrediction, emptyMatrix, scoresOf } from './confusion.ts';
export type { ClassScores, Scores } from './confusion.ts';
export { bestEpochOf, createDetector, judge } from './verdict/detector.ts';
export type { Detector, DetectorOptions, JudgeOptions } from './verdict/detector.ts';
export { curveModel, pictureModel } from './verdict/memorising.ts';
export type { MemorisingModel } from './verdict/memorising.ts';
export type { EpochValues } from './verdict/signs.ts';
export {
  bootstrap,
  meanInterval,
  meanStd,
  median,
  pairedChange,
  quantile,
  studentQuantile,
  studentTail,
  wilson,
} from './statistics/index.ts';
export type { BootstrapRequest } from './statistics/index.ts';
export { classCourses, gapOf, generalisationOf, leakageIn, reliabilityOf } from './generalisation/index.ts';
export type { GeneralisationRequest, Look } from './generalisation/index.ts';
export { adviceFor, causeOf, extrapolate, gapAtEnd, patched } from './advice/index.ts';
export type { AdviceRequest, Extrapolation, SizedLoss } from './advice/index.ts';
export { cureFile, cureReport } from './cure/index.ts';
export type { CureReportRequest, CureRequest } from './cure/index.ts';
export { crossOf, effectsOf, figures, importanceOf, isJudged } from './effects/index.ts';
export type { Cross, CrossAxes, CrossCell, Figure, Level } from './effects/index.ts';
export { overfitReport, runReport, savingsOf } from './report/index.ts';
export type { OverfitReportRequest, RunReportRequest } from './report/index.ts';
export type {
  CureOutcome,
  CureReport,
  FlaggedSetting,
  Importance,
  MeanStd,
  OverfitReport,
  PairedChange,
  ParameterEffect,
  RunReport,
  Savings,
} from './report/index.ts';
