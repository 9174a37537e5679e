import { seedFor } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';

/**
 * Dropout whose masks are decided by seed, layer name and step: a new one at each training step, and the same ones
 * again when a run is repeated or resumed. (tfjs's own layer draws the same mask at every step when it is given a
 * seed, and cannot be repeated when it is not.) Kept units are scaled by 1 / (1 − rate), as in Keras. It is saved as
 * Keras's own Dropout: seed and step belong to the training and not to the model.
 */
export class SeededDropout extends tf.layers.Layer {
  static readonly className = 'Dropout';
  readonly rate: number;
  readonly seed: number;
  /** The training step of the next mask; whoever resumes a run sets it. */
  step = 0;

  constructor({ name, rate, seed }: { name: string; rate: number; seed: number }) {
    super({ name });
    this.rate = rate;
    this.seed = seed;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    const [input] = Array.isArray(inputs) ? inputs : [inputs];
    if (input === undefined) throw new TypeError(`the layer ${this.name} was called without an input`);
    if (training !== true) return input;
    const seed = seedFor(this.seed, `${this.name}/${this.step}`);
    this.step += 1;
    return tf.dropout(input, this.rate, undefined, seed);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override getConfig() {
    return { ...super.getConfig(), rate: this.rate };
  }
}
