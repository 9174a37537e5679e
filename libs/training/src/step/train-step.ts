import type { NamedArray } from '@tenbin/contracts';

/**
 * What `fit()` drives: one network with its loss and optimizer, as numbers only. Behind it stands a compiled graph or
 * the layers API; neither shows through.
 */
export interface TrainStep extends Disposable {
  /** How it runs: as one compiled TensorFlow graph, or op by op through tfjs's layers. */
  readonly path: 'graph' | 'layers';
  /** Trainable numbers of the network. */
  readonly parameterCount: number;
  /** One update of the weights. Of any number of images, so that the last batch of an epoch may be smaller. */
  train(batch: Batch, learningRate: number): TrainResult;
  /** What the network, as it is used (no dropout), makes of each image. */
  evaluate(batch: Batch): EvaluateResult;
  /** `[count, classes]` probabilities of `[count, height, width, channels]` bytes, row by row. */
  predict(images: Uint8Array): Float32Array;
  /** All weights, in the order of the network's layers. */
  getWeights(): NamedArray[];
  /** @throws RangeError when a name or shape is not this network's */
  setWeights(weights: NamedArray[]): void;
  /** What the optimizer remembers: with the weights, all that a run needs to go on bit for bit. */
  state(): StepState;
  /** @throws RangeError when a name or shape is not this optimizer's */
  setState(state: StepState): void;
}

export interface Batch {
  /** `[count, height, width, channels]`, 0–255, row by row; the network sees them as 0–1. */
  images: Uint8Array;
  /** `[count, classes]`, each row sums to 1: one-hot, or the blend that mixup made. */
  targets: Float32Array;
}

export interface TrainResult {
  /** Mean loss over the batch in training mode, before the update, without the penalty of `l2`. */
  loss: number;
  /** Images whose most probable class was the right one. */
  correct: number;
  count: number;
  /** Norm of the whole gradient, before clipping. */
  gradientNorm: number;
}

export interface EvaluateResult {
  /** `[count]` the loss of each image. */
  losses: Float32Array;
  /** `[count]` the most probable class. */
  predictions: Int32Array;
  /** `[count, classes]`, row by row. */
  probabilities: Float32Array;
}

export interface StepState {
  /** Updates done. */
  step: number;
  slots: NamedArray[];
}
