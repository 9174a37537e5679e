import { inOrder } from './batches/in-order.ts';
import type { ImageSet } from '@tenbin/data';
import type { TrainStep } from './step/train-step.ts';

/** What a network makes of a set of images, in their order. */
export interface Validation {
  /** Mean over the images. */
  loss: number;
  accuracy: number;
  /** `[count]` the loss of each image. */
  losses: Float32Array;
  /** `[count]` the most probable class. */
  predictions: Int32Array;
  /** `[count, classes]`, row by row. */
  probabilities: Float32Array;
}

export interface ValidateRequest {
  step: TrainStep;
  set: ImageSet;
  /** How many classes there are. */
  classes: number;
  /** Called between batches: the place to give other work its turn, or to stop by throwing. */
  between?: () => Promise<void>;
}

/** Images a call when nothing is learnt: enough to keep the processor busy, few enough for its caches. */
const batchSize = 256;

/** Runs the network, as it is used, over every image of `set`. */
export async function validate({ step, set, classes, between }: ValidateRequest): Promise<Validation> {
  const count = set.labels.length;
  const losses = new Float32Array(count);
  const predictions = new Int32Array(count);
  const probabilities = new Float32Array(count * classes);
  let done = 0;
  for (const batch of inOrder(set, classes, batchSize)) {
    const result = step.evaluate(batch);
    losses.set(result.losses, done);
    predictions.set(result.predictions, done);
    probabilities.set(result.probabilities, done * classes);
    done += result.losses.length;
    await between?.();
  }
  const hits = predictions.filter((prediction, at) => prediction === set.labels[at]).length;
  const loss = losses.reduce((sum, each) => sum + each, 0) / count;
  return { loss, accuracy: hits / count, losses, predictions, probabilities };
}
