import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { trialParameters } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { selectEngine } from './engine/select-engine.ts';
import type { EpochResult, Snapshot } from './epoch-result.ts';
import { collect, comparable, dataset, digests, parameters, recorder, side, stepOf } from './fit.fixture.ts';
import { fit } from './fit.ts';

beforeAll(async () => {
  await selectEngine({ home: join(import.meta.dirname, '../../../.tenbin'), log: () => undefined });
});

async function history(seed: number, settings = parameters): Promise<EpochResult[]> {
  using step = stepOf(settings, seed);
  return await collect(fit({ step, dataset, parameters: settings, seed }));
}

test('one seed gives one history to the bit, another seed another', async () => {
  const first = (await history(1)).map(comparable);
  expect((await history(1)).map(comparable)).toEqual(first);
  expect((await history(2)).map(comparable)).not.toEqual(first);
});

test.for([
  { optimizer: 'adam', schedule: 'cosine', warmupEpochs: 1, augmentation: 'strong' },
  { optimizer: 'momentum', schedule: 'plateau', patience: 1, learningRate: 1e-7 },
  { optimizer: 'eve', model: 'densenet-small', schedule: 'time', batchSize: 11 },
] as const)(
  'training that goes on from a snapshot is as if it had never stopped: $optimizer',
  async (choice) => {
    const settings = trialParameters.parse({
      ...parameters,
      dropout: 0.25,
      momentum: undefined,
      ...choice,
      epochs: 4,
    });
    let middle: Snapshot | undefined;
    const whole: EpochResult[] = [];
    using first = stepOf(settings);
    for await (const result of fit({ step: first, dataset, parameters: settings, seed: 1 })) {
      whole.push(result);
      if (result.epoch === 2) middle = result.snapshot();
    }
    using second = stepOf(settings, 1);
    const rest = await collect(
      fit({ step: second, dataset, parameters: settings, seed: 1, from: middle ?? null }),
    );
    expect(rest.map(({ epoch }) => epoch)).toEqual([3, 4]);
    expect(rest.map(comparable)).toEqual(whole.slice(2).map(comparable));
    expect(digests(second.getWeights())).toEqual(digests(first.getWeights()));
    expect(second.state().step).toBe(first.state().step);
    expect(digests(second.state().slots)).toEqual(digests(first.state().slots));
  },
);

test('every epoch shows every training image once, in an order of its own, the rest as a smaller batch', async () => {
  const { step, batches } = recorder();
  await collect(fit({ step, dataset, parameters, seed: 1 }));
  const epoch = [4, 4, 4, 4, 4, 1];
  expect(batches.map(({ targets }) => targets.length / 2)).toEqual([...epoch, ...epoch, ...epoch]);
  const bytes = side * side;
  const imagesOf = (images: Uint8Array, targets: Float32Array) =>
    Array.from(
      { length: targets.length / 2 },
      (_, at) => `${targets[2 * at]} ${images.slice(at * bytes, (at + 1) * bytes).join()}`,
    );
  const seen = (from: number) =>
    batches.slice(from, from + 6).flatMap(({ images, targets }) => imagesOf(images, targets));
  const { images, labels } = dataset.train;
  const all = imagesOf(
    images,
    Float32Array.from({ length: 42 }, (_, at) => Number(labels[at >> 1] === at % 2)),
  );
  expect(seen(0).toSorted()).toEqual(all.toSorted());
  expect(seen(6).toSorted()).toEqual(all.toSorted());
  expect(seen(0)).not.toEqual(seen(6));
});

test('loss and accuracy are means over images, the norm of the gradient is one over steps', async () => {
  const { step } = recorder((_, images) => images);
  const [first] = await collect(fit({ step, dataset, parameters, seed: 1 }));
  // Five batches of 4 with loss 4, one of 1 with loss 1; one hit a batch; norms 1 to 6.
  expect(first?.loss).toBeCloseTo((5 * 4 * 4 + 1) / 21, 12);
  expect(first?.accuracy).toBeCloseTo(6 / 21, 12);
  expect(first?.gradientNorm).toBeCloseTo(3.5, 12);
});

test('each step gets the rate of its schedule, and the epoch tells the last one', async () => {
  const settings = trialParameters.parse({ ...parameters, schedule: 'time', decay: 0.5, learningRate: 0.1 });
  const { step, rates } = recorder();
  const results = await collect(fit({ step, dataset, parameters: settings, seed: 1 }));
  expect(rates).toEqual(Array.from({ length: 18 }, (_, done) => 0.1 / (1 + 0.5 * done)));
  expect(results.map(({ learningRate }) => learningRate)).toEqual([rates[5], rates[11], rates[17]]);
});

test('validation figures are those of the weights at the end of the epoch', async () => {
  using step = stepOf();
  const { images, labels } = dataset.validation;
  const targets = Float32Array.from({ length: 20 }, (_, at) => Number(labels[at >> 1] === at % 2));
  for await (const result of fit({ step, dataset, parameters, seed: 1 })) {
    const { losses, predictions, probabilities } = step.evaluate({ images, targets });
    expect(result.predictions).toEqual(predictions);
    expect(result.validationLosses).toEqual(losses);
    expect(result.probabilities).toEqual(probabilities);
    expect(result.val_loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss) / losses.length, 6);
    const hits = predictions.filter((label, at) => label === labels[at]).length;
    expect(result.val_accuracy).toBe(hits / 10);
  }
});

test('a loss that is no number ends the training with the batch in which it came', async () => {
  const { step } = recorder((batch) => (batch === 9 ? Infinity : 1));
  const results = await collect(fit({ step, dataset, parameters, seed: 1 }));
  expect(results.map(({ diverged }) => diverged)).toEqual([null, { batch: 3 }]);
  expect(results[1]).toMatchObject({ epoch: 2, loss: Number.NaN, val_loss: Number.NaN });
});

test('a learning rate of 1e10 diverges', async () => {
  const settings = { ...parameters, model: 'vgg-small' as const, learningRate: 1e10, epochs: 10 };
  const last = (await history(1, settings)).at(-1);
  expect(last?.diverged?.batch).toBeGreaterThanOrEqual(1);
  expect(last?.loss).toBeNaN();
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

test(
  '200 epochs leave no tensor behind and take no more memory than 100 did',
  { timeout: 240_000 },
  async () => {
    const settings = trialParameters.parse({
      ...parameters,
      epochs: 200,
      optimizer: 'adam',
      momentum: undefined,
      augmentation: 'light',
    });
    using step = stepOf(settings);
    const tensors: number[] = [];
    const memory: number[] = [];
    for await (const { memoryBytes } of fit({ step, dataset, parameters: settings, seed: 1 })) {
      tensors.push(tf.memory().numTensors);
      memory.push(memoryBytes);
    }
    expect(new Set(tensors).size).toBe(1);
    const median = (values: number[]) =>
      values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
    // The engine and V8 take what they need within the first 80 epochs or so.
    expect(median(memory.slice(180)) / median(memory.slice(80, 100))).toBeLessThan(1.15);
  },
);
