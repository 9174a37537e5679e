import { setImmediate } from 'node:timers/promises';
import { AppError, randomStream, shuffled } from '@tenbin/contracts';
import type { TrialParameters } from '@tenbin/contracts';
import type { BatchSource } from './batches/batch-source.ts';
import { openBatches } from './batches/open-batches.ts';
import type { Dataset } from '@tenbin/data';
import type { EpochResult, Snapshot } from './epoch-result.ts';
import { rateOf } from './step/schedules.ts';
import type { RateControl } from './step/schedules.ts';
import type { TrainStep } from './step/train-step.ts';
import { validate } from './validate.ts';
import type { Validation } from './validate.ts';

export interface FitRequest {
  step: TrainStep;
  dataset: Dataset;
  parameters: TrialParameters;
  /** Decides the order of the images in each epoch, and how they are changed. */
  seed: number;
  /** Where to go on, as if training had never stopped; `step` gets its weights and its optimizer's memory. */
  from?: Snapshot | null;
  signal?: AbortSignal;
}

/**
 * Trains epoch after epoch, as fast as its consumer pulls: between two pulls nothing runs, so the consumer logs,
 * checkpoints, pauses or stops as it likes. A batch whose loss is no number ends the training: that is a result, its
 * last, and not an error.
 * @throws AppError `interrupted` when the signal fires, after the batch that is running; RangeError when `from` is
 *   of another network or optimizer
 */
export async function* fit(request: FitRequest): AsyncGenerator<EpochResult, void> {
  const { step, dataset, parameters, seed, from = null, signal } = request;
  const { train, facts, inputShape } = dataset;
  const [count, classes] = [train.labels.length, facts.classes.length];
  const rate = rateOf({ parameters, stepsPerEpoch: Math.ceil(count / parameters.batchSize) });
  if (from !== null) goOn(step, rate, from);
  let updates = from?.state.step ?? 0;
  await using batches = openBatches({
    set: train,
    inputShape,
    classes,
    batchSize: parameters.batchSize,
    parameters,
    seed,
  });
  for (let epoch = (from?.epoch ?? 0) + 1; epoch <= parameters.epochs; epoch += 1) {
    const begin = performance.now();
    const order = shuffled(Array(count).keys(), randomStream(seed, `shuffle/${epoch}`));
    const training = await trainEpoch({ step, batches: batches.epoch(epoch, order), rate, updates, signal });
    updates += training.steps;
    const middle = performance.now();
    const validation =
      training.diverged === null
        ? await validate({ step, set: dataset.validation, classes, between: () => breathe(signal) })
        : unknown;
    rate.tell(validation.loss);
    yield {
      epoch,
      ...training.means,
      val_loss: validation.loss,
      val_accuracy: validation.accuracy,
      imagesPerSecond: (training.images * 1000) / (middle - begin),
      trainSeconds: (middle - begin) / 1000,
      validationSeconds: (performance.now() - middle) / 1000,
      waitSeconds: training.waitSeconds,
      memoryBytes: process.memoryUsage.rss(),
      diverged: training.diverged,
      predictions: validation.predictions,
      validationLosses: validation.losses,
      probabilities: validation.probabilities,
      snapshot: () => ({ epoch, weights: step.getWeights(), state: step.state(), rate: rate.state() }),
    };
    if (training.diverged !== null) return;
  }
}

/** What is known of the validation images when training went astray. */
const unknown: Validation = {
  loss: Number.NaN,
  accuracy: Number.NaN,
  losses: new Float32Array(),
  predictions: new Int32Array(),
  probabilities: new Float32Array(),
};

interface EpochRequest {
  step: TrainStep;
  batches: ReturnType<BatchSource['epoch']>;
  rate: RateControl;
  /** Done before this epoch. */
  updates: number;
  signal: AbortSignal | undefined;
}

async function trainEpoch({ step, batches, rate, updates, signal }: EpochRequest) {
  let [loss, correct, images, norms, steps, wait, learningRate] = [0, 0, 0, 0, 0, 0, 0];
  let asked = performance.now();
  let diverged: EpochResult['diverged'] = null;
  for (const batch of batches) {
    wait += performance.now() - asked;
    learningRate = rate.rateAt(updates + steps);
    const result = step.train(batch, learningRate);
    steps += 1;
    images += result.count;
    loss += result.loss * result.count;
    correct += result.correct;
    norms += result.gradientNorm;
    if (!Number.isFinite(result.loss)) {
      diverged = { batch: steps };
      loss = Number.NaN;
      break;
    }
    await breathe(signal);
    asked = performance.now();
  }
  const means = {
    loss: loss / images,
    accuracy: correct / images,
    learningRate,
    gradientNorm: norms / steps,
  };
  return { means, images, steps, diverged, waitSeconds: wait / 1000 };
}

/** Streams of chance need no state: they are named by epoch and step. */
function goOn(step: TrainStep, rate: RateControl, from: Snapshot): void {
  step.setWeights(from.weights);
  step.setState(from.state);
  rate.setState(from.rate);
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
