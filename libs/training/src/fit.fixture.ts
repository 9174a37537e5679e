import { createHash } from 'node:crypto';
import { trialParameters } from '@tenbin/contracts';
import type { NamedArray, TrialParameters } from '@tenbin/contracts';
import type { Dataset, ImageSet } from '@tenbin/data';
import type { EpochResult } from './epoch-result.ts';
import { networkFor } from './network-for.ts';
import { createStep } from './step/create-step.ts';
import type { Batch, TrainStep } from './step/train-step.ts';

export const side = 16;
const bytes = side * side;

/** Images of 16 × 16 × 1 whose left or right half is brighter, by class. */
function setOf(count: number, seed: number): ImageSet {
  const labels = Int32Array.from({ length: count }, (_, at) => at % 2);
  const images = Uint8Array.from({ length: count * bytes }, (_, at) => {
    const label = labels[Math.floor(at / bytes)] ?? 0;
    const bright = at % side < side / 2 === (label === 0);
    return (bright ? 150 : 60) + ((at * seed * 2_654_435) % 97);
  });
  return { images, labels, files: Array.from(labels, (_, at) => `${at}.png`) };
}

/** 21 images to train on and 10 to validate on. */
export const dataset: Dataset = {
  inputShape: [side, side, 1],
  train: setOf(21, 1),
  validation: setOf(10, 2),
  test: null,
  facts: {
    path: 'made',
    licence: null,
    hash: '0',
    classes: ['left', 'right'],
    trainCounts: [11, 10],
    validationCounts: [5, 5],
    testCounts: [],
    skipped: [],
    warnings: [],
  },
};

/** A small network with dropout. */
export const parameters = trialParameters.parse({ model: 'lenet-5', batchSize: 4, epochs: 3, dropout: 0.5 });

export function stepOf(settings: TrialParameters = parameters, seed = 1): TrainStep {
  const network = networkFor(settings, dataset.inputShape, 2);
  return createStep({ network, parameters: settings, seed, log: () => undefined });
}

/** A step that learns nothing, and copies of what it was shown. */
export function recorder(loss: (batch: number, images: number) => number = () => 1) {
  const batches: Batch[] = [];
  const rates: number[] = [];
  const step: TrainStep = {
    path: 'layers',
    parameterCount: 0,
    train: ({ images, targets }, learningRate) => {
      batches.push({ images: images.slice(), targets: targets.slice() });
      rates.push(learningRate);
      const count = targets.length / 2;
      return { loss: loss(batches.length, count), correct: 1, count, gradientNorm: batches.length };
    },
    evaluate: ({ targets }) => ({
      losses: new Float32Array(targets.length / 2).fill(1),
      predictions: new Int32Array(targets.length / 2),
      probabilities: targets.slice(),
    }),
    predict: () => new Float32Array(),
    getWeights: () => [],
    setWeights: () => undefined,
    state: () => ({ step: batches.length, slots: [] }),
    setState: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
  return { step, batches, rates };
}

export async function collect(training: AsyncIterable<EpochResult>): Promise<EpochResult[]> {
  const results: EpochResult[] = [];
  for await (const result of training) results.push(result);
  return results;
}

/** Each array by name, with a digest of its bits: what differs is named, and not printed number by number. */
export function digests(arrays: NamedArray[]): string[] {
  return arrays.map(({ name, values }) => {
    const bits = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return `${name} ${createHash('sha256').update(bits).digest('hex')}`;
  });
}

/** What tells two epochs apart: everything but time and memory. */
export function comparable({ epoch, diverged, ...rest }: EpochResult) {
  const { loss, accuracy, val_loss, val_accuracy, learningRate, gradientNorm } = rest;
  const { predictions, validationLosses, probabilities } = rest;
  const numbers = { epoch, diverged, loss, accuracy, val_loss, val_accuracy, learningRate, gradientNorm };
  return { ...numbers, predictions, validationLosses, probabilities };
}
