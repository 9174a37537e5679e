import type { LayersModel } from '@tensorflow/tfjs';

/** What a network is made for. */
export interface ModelRequest {
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  classes: number;
  /** Rate of units dropped before the classifier, 0 ≤ rate < 1. */
  dropout: number;
  /** Decides the initial weights and the dropout masks. */
  seed: number;
}

export interface ModelFactory {
  /** One line: what it is, and after which paper. */
  summary: string;
  /** The input that the network was drawn for. */
  inputShape: [number, number, number];
  /** The smallest height and width of which something is left after the last pool. */
  smallestSide: number;
  /**
   * The network from `[batch, height, width, channels]` in 0–1 to `[batch, classes]` of probabilities. The last
   * layer is the softmax and nothing else, so that its input is the logits.
   */
  build(request: ModelRequest): LayersModel;
}
