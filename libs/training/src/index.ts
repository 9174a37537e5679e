export { engineNames } from './engine/engine.ts';
export type { Engine, EngineName } from './engine/engine.ts';
export { selectEngine } from './engine/select-engine.ts';
export type { EngineRequest } from './engine/select-engine.ts';
export { probeEngine } from './engine/probe-engine.ts';
export { inspectDataset } from './data/inspect-dataset.ts';
export { loadDataset } from './data/load-dataset.ts';
export type { LoadRequest } from './data/load-dataset.ts';
export type { Dataset, ImageSet } from './data/dataset.ts';
export { createLayersStep } from './step/layers-step.ts';
export type { LayersStepRequest } from './step/layers-step.ts';
export { optimizers } from './step/optimizers.ts';
export type { Optimizer } from './step/optimizers.ts';
export type {
  Batch,
  EvaluateResult,
  NamedArray,
  StepState,
  TrainResult,
  TrainStep,
} from './step/train-step.ts';
export { fit } from './fit.ts';
export type { EpochResult, FitRequest } from './fit.ts';
