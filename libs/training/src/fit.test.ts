import { setImmediate as nextTurn } from 'node:timers/promises';
import { trialParameters } from '@tenbin/contracts';
import { beforeAll, expect, test } from 'vitest';
import type { Dataset, ImageSet } from './data/dataset.ts';
import { selectEngine } from './engine/select-engine.ts';
import { fit } from './fit.ts';
import type { EpochResult, FitRequest } from './fit.ts';
import { createLayersStep } from './step/layers-step.ts';
import type { Batch, TrainStep } from './step/train-step.ts';

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

/** Images of 8 × 8 × 1 whose left or right half is brighter, by class. */
function setOf(count: number, seed: number): ImageSet {
  const labels = Int32Array.from({ length: count }, (_, at) => at % 2);
  const images = Uint8Array.from({ length: count * 64 }, (_, at) => {
    const label = labels[Math.floor(at / 64)] ?? 0;
    const bright = at % 8 < 4 === (label === 0);
    return (bright ? 150 : 60) + ((at * seed * 2_654_435) % 97);
  });
  return { images, labels, files: Array.from(labels, (_, at) => `${at}.png`) };
}

const dataset: Dataset = {
  inputShape: [8, 8, 1],
  train: setOf(21, 1),
  validation: setOf(10, 2),
  facts: {
    path: 'made',
    hash: '0',
    classes: ['left', 'right'],
    trainCounts: [11, 10],
    validationCounts: [5, 5],
    skipped: [],
  },
};
const parameters = trialParameters.parse({ batchSize: 4, epochs: 3, dropout: 0.5 });

function stepOf(seed = 1, settings = parameters): TrainStep {
  return createLayersStep({ parameters: settings, inputShape: [8, 8, 1], classes: 2, seed });
}

async function collect(training: AsyncIterable<EpochResult>): Promise<EpochResult[]> {
  const results: EpochResult[] = [];
  for await (const result of training) results.push(result);
  return results;
}

async function history(seed: number, change: Partial<FitRequest> = {}): Promise<EpochResult[]> {
  using step = stepOf(seed);
  return await collect(fit({ step, dataset, parameters, seed, ...change }));
}

/** What tells two histories apart: everything but the times. */
function numbersOf(results: EpochResult[]) {
  return results.map(({ trainSeconds, validationSeconds, ...numbers }) => {
    expect(Math.min(trainSeconds, validationSeconds)).toBeGreaterThan(0);
    return numbers;
  });
}

/** A step that learns nothing and notes what it is shown. */
function recorder(loss = 1) {
  const batches: Batch[] = [];
  const step: TrainStep = {
    parameterCount: 0,
    train: (batch) => {
      batches.push(batch);
      return { loss: batch.labels.length * loss, correct: 1, count: batch.labels.length };
    },
    evaluate: ({ labels }) => ({ losses: new Float32Array(labels.length).fill(loss), predictions: labels }),
    predict: () => new Float32Array(),
    getWeights: () => [],
    setWeights: () => undefined,
    state: () => ({ step: 0, slots: [] }),
    setState: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
  return { step, batches };
}

test('one seed gives one history to the bit, another seed another', async () => {
  const first = numbersOf(await history(1));
  expect(numbersOf(await history(1))).toEqual(first);
  expect(numbersOf(await history(2))).not.toEqual(first);
});

test('every epoch shows every training image once, in an order of its own, the rest as a smaller batch', async () => {
  const { step, batches } = recorder();
  await collect(fit({ step, dataset, parameters, seed: 1 }));
  expect(batches.map(({ labels }) => labels.length)).toEqual([
    4, 4, 4, 4, 4, 1, 4, 4, 4, 4, 4, 1, 4, 4, 4, 4, 4, 1,
  ]);
  const seen = (epoch: number) =>
    batches
      .slice(epoch * 6, epoch * 6 + 6)
      .flatMap(({ images, labels }) =>
        Array.from(labels, (label, at) => `${label} ${images.slice(at * 64, at * 64 + 64).join()}`),
      );
  const bytes = dataset.train.images;
  const all = Array.from(
    dataset.train.labels,
    (label, at) =>
      `${label} ${Float32Array.from(bytes.slice(at * 64, at * 64 + 64), (byte) => byte / 255).join()}`,
  );
  expect(seen(0).toSorted()).toEqual(all.toSorted());
  expect(seen(1).toSorted()).toEqual(all.toSorted());
  expect(seen(0)).not.toEqual(seen(1));
});

test('loss and accuracy of an epoch are means over images, not over batches', async () => {
  const { step } = recorder();
  const [first] = await collect(fit({ step, dataset, parameters, seed: 1 }));
  // Five batches of 4 with loss 4, one of 1 with loss 1; one hit a batch.
  expect(first?.loss).toBeCloseTo((5 * 4 * 4 + 1) / 21, 12);
  expect(first?.accuracy).toBeCloseTo(6 / 21, 12);
});

test('validation figures are those of the weights at the end of the epoch', async () => {
  using step = stepOf();
  for await (const result of fit({ step, dataset, parameters, seed: 1 })) {
    const images = Float32Array.from(dataset.validation.images, (byte) => byte / 255);
    const { losses, predictions } = step.evaluate({ images, labels: dataset.validation.labels });
    expect(result.predictions).toEqual(predictions);
    expect(result.validationLosses).toEqual(losses);
    expect(result.val_loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / losses.length, 6);
    const hits = predictions.filter((label, at) => label === dataset.validation.labels[at]).length;
    expect(result.val_accuracy).toBe(hits / 10);
  }
});

test('a loss of NaN is yielded like any other', async () => {
  const { step } = recorder(Number.NaN);
  const results = await collect(fit({ step, dataset, parameters, seed: 1 }));
  expect(results.map(({ loss }) => loss)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(results[0]?.val_loss).toBeNaN();
});

test('a signal stops training within the epoch', async () => {
  const abort = new AbortController();
  const { step, batches } = recorder();
  const training = collect(fit({ step, dataset, parameters, seed: 1, signal: abort.signal }));
  await nextTurn();
  abort.abort();
  await expect(training).rejects.toMatchObject({ code: 'interrupted' });
  expect(batches.length).toBeLessThan(6);
});

test('other work of the process gets its turn between batches', async () => {
  const { step, batches } = recorder();
  const turns: number[] = [];
  const training = collect(fit({ step, dataset, parameters, seed: 1 }));
  for (let turn = 0; turn < 12; turn += 1) {
    await nextTurn();
    turns.push(batches.length);
  }
  await training;
  expect(new Set(turns).size).toBeGreaterThan(4);
});
