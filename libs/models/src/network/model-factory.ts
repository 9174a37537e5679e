import type { Network } from '@tenbin/contracts';

/** What a network is made for. */
export interface ModelRequest {
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  classes: number;
  /** Rate of units dropped, 0 ≤ rate < 1; at 0 the network has no dropout layer. */
  dropout: number;
  /** Whether the last batch-norm of each residual block starts at 0; nothing to a network without such blocks. */
  zeroInit: boolean;
  /** What makes probabilities of the logits: one class an image, or each class by itself. */
  output: 'softmax' | 'sigmoid';
}

export interface ModelFactory {
  /** One line: what it is, and after which paper. */
  summary: string;
  /** The input that the network was drawn for. */
  inputShape: [number, number, number];
  /** The smallest height and width at which every window fits and every stride has pixels to choose from. */
  smallestSide: number;
  /**
   * The network from `[batch, height, width, channels]` in 0–1 to `[batch, classes]`. It ends in the dense layer
   * `logits` and the activation `probabilities`.
   * @throws RangeError below `smallestSide`
   */
  build(request: ModelRequest): Network;
}
