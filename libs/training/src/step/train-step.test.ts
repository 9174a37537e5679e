import { optimizerNames, trialParameters } from '@tenbin/contracts';
import { networkOf } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { graphDoor } from '../engine/graph-door.ts';
import { selectEngine } from '../engine/select-engine.ts';
import { createGraphStep } from './graph-step.ts';
import { createLayersStep } from './layers-step.ts';
import type { Batch, TrainStep } from './train-step.ts';

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

const inputShape: [number, number, number] = [8, 8, 1];

/** What every step has to do, whichever way it runs. */
describe.each(['graph', 'layers'])('a step through %s', (path) => {
  function create(settings: object = {}, seed = 1): TrainStep {
    const parameters = trialParameters.parse({ dropout: 0, ...settings });
    const { model: name, dropout } = parameters;
    const network = networkOf({ name, inputShape, classes: 2, dropout, zeroInit: false, output: 'softmax' });
    const door = graphDoor();
    if (path === 'layers' || door === null) return createLayersStep({ network, parameters, seed });
    return createGraphStep({ network, parameters, seed, door });
  }

  test('says which way it is', () => {
    using step = create();
    expect(step.path).toBe(path);
  });

  test.each(optimizerNames)('%s learns to tell two classes apart', (optimizer) => {
    const rates: Partial<Record<string, number>> = {
      sgd: 0.1,
      momentum: 0.05,
      nesterov: 0.05,
      adagrad: 0.05,
    };
    using step = create({ optimizer });
    const [first = 0, ...rest] = losses(step, 40, rates[optimizer] ?? 0.002);
    expect(first).toBeGreaterThan(0.3);
    expect(rest.at(-1)).toBeLessThan(first / 2);
  });

  test('the loss is the cross-entropy of the probabilities, and correct counts the hits', () => {
    using step = create();
    const batch = batchOf(6);
    const probabilities = step.predict(batch.images);
    const answer = step.evaluate(batch);
    expect(Array.from(answer.probabilities)).toEqual(Array.from(probabilities));
    const labels = [0, 1, 0, 1, 0, 1];
    const expected = labels.map((label, at) => -Math.log(probabilities[at * 2 + label] ?? 0));
    answer.losses.forEach((loss, at) => expect(loss).toBeCloseTo(expected[at] ?? Number.NaN, 5));
    const hits = labels.filter((label, at) => label === answer.predictions[at]).length;
    const { loss, correct, count } = step.train(batch, 0.01);
    expect({ correct, count }).toEqual({ correct: hits, count: 6 });
    expect(loss).toBeCloseTo(expected.reduce((sum, value) => sum + value) / 6, 5);
  });

  test('the norm of the gradient is what one step of plain descent moves the weights by', () => {
    using step = create({ optimizer: 'sgd' });
    const before = step.getWeights();
    const { gradientNorm } = step.train(batchOf(6), 0.1);
    const moved = step
      .getWeights()
      .flatMap(({ values }, place) =>
        Array.from(values, (value, at) => (value - (before[place]?.values[at] ?? 0)) / 0.1),
      );
    expect(gradientNorm).toBeCloseTo(Math.hypot(...moved.map((value) => value)), 3);
  });

  test('a batch may have any number of images', () => {
    using step = create({ dropout: 0.5 });
    expect(step.train(batchOf(8), 0.01).count).toBe(8);
    expect(step.train(batchOf(1), 0.01).count).toBe(1);
    expect(step.evaluate(batchOf(3)).losses).toHaveLength(3);
  });

  test('no tensor is left behind by a step, whatever it does', () => {
    const before = tf.memory().numTensors;
    {
      using step = create({ optimizer: 'adam', dropout: 0.5 });
      losses(step, 2);
      const built = tf.memory().numTensors;
      losses(step, 5);
      step.evaluate(batchOf(3));
      step.predict(batchOf(2).images);
      step.setWeights(step.getWeights());
      step.setState(step.state());
      expect(tf.memory().numTensors).toBe(built);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('the same seed gives the same losses to the bit, another seed gives others', () => {
    using first = create({ dropout: 0.5 });
    using same = create({ dropout: 0.5 });
    using other = create({ dropout: 0.5 }, 2);
    const expected = losses(first, 5);
    expect(losses(same, 5)).toEqual(expected);
    expect(losses(other, 5)).not.toEqual(expected);
  });

  test.each(optimizerNames)('%s goes on from weights and state as if it had never stopped', (optimizer) => {
    const settings = { optimizer, dropout: 0.5 };
    using whole = create(settings);
    losses(whole, 3);
    using resumed = create(settings, 1);
    resumed.setWeights(whole.getWeights());
    resumed.setState(whole.state());
    expect(losses(resumed, 3)).toEqual(losses(whole, 3));
    expect(resumed.getWeights()).toEqual(whole.getWeights());
    expect(resumed.state()).toEqual(whole.state());
  });

  test('weights and slots are named after layer and role', () => {
    using step = create({ optimizer: 'momentum' });
    using second = create({ optimizer: 'momentum' });
    const names = second.getWeights().map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['block1_conv1/kernel', 'block1_conv1/bias', 'block1_conv2/kernel']);
    expect(names).toEqual(step.getWeights().map(({ name }) => name));
    expect(step.state().slots[0]?.name).toBe('block1_conv1/kernel/velocity');
    const numbers = step.getWeights().reduce((sum, { values }) => sum + values.length, 0);
    expect(step.parameterCount).toBe(numbers);
  });

  test("arrays that were set stay their owner's: training does not write into them", () => {
    using step = create();
    const given = step.getWeights().map((array) => ({ ...array, values: array.values.slice() }));
    const before = given.map((array) => ({ ...array, values: array.values.slice() }));
    step.setWeights(given);
    losses(step, 3, 0.1);
    expect(given).toEqual(before);
  });

  test('arrays of another network are refused and change nothing', () => {
    using step = create();
    const weights = step.getWeights();
    expect(() => step.setWeights(weights.slice(1))).toThrow('block1_conv1/kernel');
    const [first, ...rest] = weights;
    if (first === undefined) throw new TypeError('there is no weight');
    expect(() => step.setWeights([...rest, { ...first, shape: [1, 9, 1, 32] }])).toThrow(RangeError);
    expect(() => step.setWeights([...weights, { ...first, name: 'block9/kernel' }])).toThrow('block9/kernel');
    expect(step.getWeights()).toEqual(weights);
  });

  test('a loss that explodes is a number, not an error', () => {
    using step = create({ optimizer: 'sgd' });
    const values = losses(step, 12, 100);
    expect(values.some((loss) => !Number.isFinite(loss) || loss > 10)).toBe(true);
  });
});

/** Images whose class is which half is bright. */
function batchOf(count: number, shift = 0): Batch {
  const images = new Uint8Array(count * 64);
  const targets = new Float32Array(count * 2);
  for (let image = 0; image < count; image += 1) {
    const label = (image + shift) % 2;
    targets[image * 2 + label] = 1;
    for (let pixel = 0; pixel < 64; pixel += 1) {
      const bright = pixel < 32 === (label === 0);
      images[image * 64 + pixel] = (bright ? 178 : 51) + ((pixel * 31 + image * 17) % 20) * 2;
    }
  }
  return { images, targets };
}

/** Losses of `steps` updates. */
function losses(step: TrainStep, steps: number, learningRate = 0.01): number[] {
  return Array.from({ length: steps }, (_, at) => step.train(batchOf(8, at), learningRate).loss);
}
