import { setImmediate } from 'node:timers/promises';
import { AppError, randomStream, shuffled } from '@tenbin/contracts';
import type { TrialParameters } from '@tenbin/contracts';
import type { Dataset, ImageSet } from './data/dataset.ts';
import type { Batch, TrainStep } from './step/train-step.ts';

export interface FitRequest {
  step: TrainStep;
  dataset: Dataset;
  parameters: Pick<TrialParameters, 'batchSize' | 'epochs'>;
  /** Decides the order of the images in each epoch. */
  seed: number;
  signal?: AbortSignal;
}

/** One epoch of training and one pass over the validation images. Values may be NaN or infinite. */
export interface EpochResult {
  /** From 1. */
  epoch: number;
  /** Mean over the images seen, in training mode and before each update, as Keras reports it. */
  loss: number;
  accuracy: number;
  val_loss: number;
  val_accuracy: number;
  trainSeconds: number;
  validationSeconds: number;
  /** `[validation count]` the most probable class. */
  predictions: Int32Array;
  /** `[validation count]` cross-entropy of each image, in nats. */
  validationLosses: Float32Array;
}

/** Images a call when nothing is learnt: enough to keep the processor busy, few enough for its caches. */
const validationBatch = 128;

/**
 * Trains epoch after epoch, as fast as its consumer pulls: between two pulls nothing runs, so the consumer logs,
 * checkpoints, pauses or stops as it likes. A loss that is NaN is a result, not an error.
 * @throws AppError `interrupted` when the signal fires, after the batch that is running
 */
export async function* fit(request: FitRequest): AsyncGenerator<EpochResult, void> {
  const { step, dataset, parameters, seed, signal } = request;
  const count = dataset.train.labels.length;
  for (let epoch = 1; epoch <= parameters.epochs; epoch += 1) {
    const begin = performance.now();
    const order = shuffled(Array(count).keys(), randomStream(seed, `shuffle/${epoch}`));
    let [loss, correct] = [0, 0];
    for (const batch of batches(dataset.train, order, parameters.batchSize)) {
      const result = step.train(batch);
      loss += result.loss * result.count;
      correct += result.correct;
      await breathe(signal);
    }
    const middle = performance.now();
    const { predictions, validationLosses } = await validate(step, dataset.validation, signal);
    yield {
      epoch,
      loss: loss / count,
      accuracy: correct / count,
      val_loss: mean(validationLosses),
      val_accuracy: shareOfHits(predictions, dataset.validation.labels),
      trainSeconds: (middle - begin) / 1000,
      validationSeconds: (performance.now() - middle) / 1000,
      predictions,
      validationLosses,
    };
  }
}

async function validate(step: TrainStep, set: ImageSet, signal: AbortSignal | undefined) {
  const count = set.labels.length;
  const [predictions, validationLosses] = [new Int32Array(count), new Float32Array(count)];
  let done = 0;
  for (const batch of batches(set, Array(count).keys(), validationBatch)) {
    const result = step.evaluate(batch);
    predictions.set(result.predictions, done);
    validationLosses.set(result.losses, done);
    done += batch.labels.length;
    await breathe(signal);
  }
  return { predictions, validationLosses };
}

/** The images in `order`, `size` at a time (fewer at the end), scaled from bytes to 0–1. */
function* batches(set: ImageSet, order: Iterable<number>, size: number): Generator<Batch> {
  const length = set.images.length / Math.max(1, set.labels.length);
  const places = [...order];
  for (let from = 0; from < places.length; from += size) {
    const chosen = places.slice(from, from + size);
    const images = new Float32Array(chosen.length * length);
    chosen.forEach((place, at) =>
      scale(set.images.subarray(place * length, (place + 1) * length), images, at),
    );
    yield { images, labels: Int32Array.from(chosen, (place) => set.labels[place] ?? 0) };
  }
}

/** Writes the bytes of one image into place `at` of a batch. */
function scale(bytes: Uint8Array, batch: Float32Array, at: number): void {
  const start = at * bytes.length;
  for (let byte = 0; byte < bytes.length; byte += 1) batch[start + byte] = (bytes[byte] ?? 0) / 255;
}

/** A native step blocks this thread: between two of them messages, heartbeats and the sender get their turn. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted !== true) return;
  throw new AppError({
    code: 'interrupted',
    message: 'training was stopped before the epoch was complete',
    hint: 'Start the trial again to train it to the end.',
    cause: signal.reason,
  });
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function shareOfHits(predictions: Int32Array, labels: Int32Array): number {
  return labels.reduce((sum, label, at) => sum + Number(label === predictions[at]), 0) / labels.length;
}
