import { trialParameters } from '@tenbin/contracts';
import { networkOf } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { selectEngine } from '../engine/select-engine.ts';
import { layersModelOf, weightsOf } from '../network/layers-model.ts';
import { createStep } from './create-step.ts';
import { writeArrays } from './named-arrays.ts';
import type { Batch, TrainStep } from './train-step.ts';

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

const inputShape: [number, number, number] = [16, 16, 3];

function create(settings: object = {}, seed = 1): TrainStep {
  const parameters = trialParameters.parse({ model: 'resnet-18', dropout: 0.5, ...settings });
  return createStep({ network: network(parameters.dropout), parameters, seed, log: () => undefined });
}

function network(dropout: number) {
  return networkOf({
    name: 'resnet-18',
    inputShape,
    classes: 3,
    dropout,
    zeroInit: false,
    output: 'softmax',
  });
}

function batchOf(count: number, shift = 0): Batch {
  const images = Uint8Array.from({ length: count * 768 }, (_, at) => (at * 7919 + shift * 31) % 256);
  const targets = new Float32Array(count * 3);
  for (let image = 0; image < count; image += 1) targets[image * 3 + ((image + shift) % 3)] = 1;
  return { images, targets };
}

describe('a compiled step', () => {
  it('is what the native engine gets', () => {
    using step = create();
    expect(step.path).toBe('graph');
  });

  it('takes batches of any size, also of one image', () => {
    using step = create();
    for (const count of [5, 1, 8]) {
      const { loss, count: seen } = step.train(batchOf(count), 0.01);
      expect(seen).toBe(count);
      expect(loss).toBeGreaterThan(0);
      expect(step.evaluate(batchOf(count)).probabilities).toHaveLength(3 * count);
    }
  });

  it('draws another mask at each step, and drops and scales as dropout should', () => {
    // A rate of 0 and no momentum: the weights stay, so only the mask changes the loss.
    using step = create({ optimizer: 'sgd', model: 'vgg-small' });
    const losses = new Set([1, 2, 3, 4].map(() => step.train(batchOf(4), 1e-30).loss));
    expect(losses.size).toBe(4);
  });

  it('answers as the layers model with its weights', () => {
    using step = create();
    for (let at = 0; at < 3; at += 1) step.train(batchOf(6, at), 0.01);
    const model = layersModelOf(network(0.5));
    writeArrays(weightsOf(network(0.5), model), step.getWeights());
    const { images } = batchOf(4);
    const expected = tf.tidy(() => {
      const output = model.predict(
        tf.tensor4d(
          Float32Array.from(images, (byte) => byte / 255),
          [4, 16, 16, 3],
        ),
      );
      return output instanceof tf.Tensor ? output.dataSync() : [];
    });
    step.predict(images).forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? 0, 5));
    model.dispose();
  });

  it('computes in bfloat16 near enough to learn the same', () => {
    const losses = (precision: string) => {
      using step = create({ precision, dropout: 0 });
      return [0, 0, 0, 0].map(() => step.train(batchOf(6), 0.001).loss);
    };
    const [exact, rough] = [losses('float32'), losses('bfloat16')];
    exact.forEach((loss, at) => expect(Math.abs((rough[at] ?? 0) - loss) / loss).toBeLessThan(0.05));
    expect(rough).not.toEqual(exact);
  });
});

describe("a user's own tfjs model", () => {
  it('is compiled with the weights that it has', () => {
    const model = layersModelOf(network(0));
    const lines: string[] = [];
    const parameters = trialParameters.parse({});
    using step = createStep({ network: model, parameters, seed: 1, log: (line) => lines.push(line) });
    expect(step.path).toBe('graph');
    expect(lines).toEqual([]);
    model.dispose();
  });

  it('with a layer that no graph can hold is trained through the layers, and a line says so', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape }),
        tf.layers.dense({ units: 8 }),
        tf.layers.leakyReLU({ name: 'leak' }),
        tf.layers.dense({ units: 3 }),
        tf.layers.activation({ activation: 'softmax' }),
      ],
    });
    const lines: string[] = [];
    const parameters = trialParameters.parse({});
    using step = createStep({ network: model, parameters, seed: 1, log: (line) => lines.push(line) });
    expect(step.path).toBe('layers');
    expect(lines.join()).toMatch(/layers, at about half the speed .* the layer leak is a LeakyReLU/);
    const { loss } = step.train(batchOf(6), 0.01);
    expect(step.train(batchOf(6), 0.01).loss).toBeLessThan(loss);
    const rough = trialParameters.parse({ precision: 'bfloat16' });
    expect(() => createStep({ network: model, parameters: rough, seed: 1, log: () => undefined })).toThrow(
      /bfloat16 needs a compiled graph/,
    );
    model.dispose();
  });

  it.each([
    ['sigmoid', [tf.layers.dense({ units: 3 }), tf.layers.activation({ activation: 'sigmoid' })]],
    ['something else', [tf.layers.leakyReLU({}), tf.layers.dense({ units: 3, activation: 'softmax' })]],
  ])('that ends in %s is refused: the loss would be of other numbers', (end, layers) => {
    const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape }), ...layers] });
    const parameters = trialParameters.parse({});
    expect(() => createStep({ network: model, parameters, seed: 1, log: () => undefined })).toThrow(
      `needs a network that ends in softmax, and this one ends in ${end}`,
    );
    model.dispose();
  });
});
