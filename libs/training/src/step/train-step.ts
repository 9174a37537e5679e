/**
 * What `fit()` drives: one network with its loss and optimizer, as numbers only. Behind it stands the layers API or a
 * compiled graph; neither shows through.
 */
export interface TrainStep extends Disposable {
  /** Trainable numbers of the network. */
  readonly parameterCount: number;
  /** One update of the weights. Of any number of images, so that the last batch of an epoch may be smaller. */
  train(batch: Batch): TrainResult;
  /** Loss and prediction of each image, as the network is used (no dropout). */
  evaluate(batch: Batch): EvaluateResult;
  /** `[count, classes]` probabilities, row by row. */
  predict(images: Float32Array): Float32Array;
  /** All weights, in the order of the layers; the same names for every step made for this network. */
  getWeights(): NamedArray[];
  /** @throws RangeError when a name or shape is not this network's */
  setWeights(weights: NamedArray[]): void;
  /** What the optimizer remembers: with the weights, all that a run needs to go on bit for bit. */
  state(): StepState;
  setState(state: StepState): void;
}

export interface Batch {
  /** `[count, height, width, channels]` in 0–1, row by row. */
  images: Float32Array;
  /** `[count]` class indices. */
  labels: Int32Array;
}

export interface TrainResult {
  /** Mean loss over the batch in training mode, before the update. */
  loss: number;
  /** Images whose most probable class was the right one. */
  correct: number;
  count: number;
}

export interface EvaluateResult {
  /** `[count]` cross-entropy in nats. */
  losses: Float32Array;
  /** `[count]` the most probable class. */
  predictions: Int32Array;
}

/** One weight or one slot of the optimizer. */
export interface NamedArray {
  /** Layer and weight (`block1_conv1/kernel`), for a slot its name after that (`block1_conv1/kernel/velocity`). */
  name: string;
  shape: number[];
  values: Float32Array;
}

export interface StepState {
  /** Updates done. */
  step: number;
  slots: NamedArray[];
}
