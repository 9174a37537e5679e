import { modelNames } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';
import { networkOf } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { selectEngine } from '../engine/select-engine.ts';
import { readArrays, writeArrays } from '../step/named-arrays.ts';
import { goldenNumbers, goldenWeights } from './golden-numbers.fixture.ts';
import { layersModelOf, weightsOf } from './layers-model.ts';
import golden from './models.golden.json' with { type: 'json' };
import { SeededDropout } from './seeded-dropout.ts';

beforeAll(async () => {
  await selectEngine({ home: '/nonexistent', log: () => undefined });
});

function networkFor(name: ModelName, sides: number[], classes = 3) {
  const [height = 0, width = 0, channels = 0] = sides;
  const inputShape: [number, number, number] = [height, width, channels];
  return networkOf({ name, inputShape, classes, dropout: 0.5, zeroInit: false, output: 'softmax' });
}

function predicted(model: tf.LayersModel, input: tf.Tensor): Float32Array {
  const output = model.predict(input);
  if (!(output instanceof tf.Tensor)) throw new TypeError('one output is expected');
  return Float32Array.from(output.dataSync());
}

const cases = golden.cases.map((one) => {
  const name = modelNames.find((known) => known === one.model);
  if (name === undefined) throw new TypeError(`${one.model} is no model`);
  return { ...one, name, sides: one.inputShape.join(' × ') };
});

test('every model is compared with Keras', () => {
  expect(modelNames.filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
});

test.each(cases)('$name at $sides says what Keras says with the same weights', (one) => {
  const network = networkFor(one.name, one.inputShape, golden.classes);
  const model = layersModelOf(network);
  expect(model.countParams()).toBe(one.parameters);
  writeArrays(weightsOf(network, model), goldenWeights(network, one.logitScale));
  tf.tidy(() => {
    const shape = [2, ...one.inputShape];
    const pictures = tf.tensor(
      goldenNumbers(
        'pictures',
        shape.reduce((all, side) => all * side),
      ),
      shape,
    );
    const expected = tf.tensor2d(one.logits);
    const errors = (ours: Float32Array, theirs: tf.Tensor) =>
      Array.from(theirs.dataSync(), (value, at) => Math.abs(value - (ours[at] ?? Number.NaN)));
    const outputs = model.getLayer('logits').output;
    const logits = predicted(tf.model({ inputs: model.inputs, outputs }), pictures);
    expect(Math.max(...errors(logits, expected))).toBeLessThan(1e-4);
    const probabilities = predicted(model, pictures);
    expect(Math.max(...errors(probabilities, expected.softmax()))).toBeLessThan(1e-4);
  });
  model.dispose();
});

test('weights keep the order and names of the network in every model of a process', () => {
  const network = networkFor('densenet-small', [8, 8, 3]);
  const names = network.layers.flatMap(({ weights }) => weights.map(({ name }) => name));
  expect(names.slice(1, 5)).toEqual(
    ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((role) => `conv2_block1_0_bn/${role}`),
  );
  for (const model of [layersModelOf(network), layersModelOf(network)]) {
    expect(weightsOf(network, model).map(({ name }) => name)).toEqual(names);
    model.dispose();
  }
});

test('before weights are set, moving variances are ones and kernels zeros', () => {
  const network = networkFor('resnet-18', [8, 8, 3]);
  const model = layersModelOf(network);
  const arrays = new Map(readArrays(weightsOf(network, model)).map(({ name, values }) => [name, values]));
  expect(new Set(arrays.get('conv1_bn/moving_variance'))).toEqual(new Set([1]));
  expect(new Set(arrays.get('conv1_conv/kernel'))).toEqual(new Set([0]));
  model.dispose();
});

test('a model is saved in the words of Keras, dropout and initialisers too', () => {
  const model = layersModelOf(networkFor('vgg-small', [8, 8, 3]));
  const json = JSON.stringify(model.toJSON(null, false));
  expect(json).toContain('"class_name":"Dropout"');
  expect(json).toContain('"mode":"fan_avg","distribution":"uniform"');
  expect(json).not.toContain('Seeded');
  model.dispose();
});

test('dropout draws a new mask at every step, and the same ones again for the same seed', () => {
  const masks = (layer: SeededDropout) =>
    [1, 2, 3].map(() => Array.from(layer.call(tf.ones([1, 64]), { training: true }).dataSync()));
  const first = masks(new SeededDropout({ name: 'dropout', rate: 0.5, seed: 1 }));
  expect(masks(new SeededDropout({ name: 'dropout', rate: 0.5, seed: 1 }))).toEqual(first);
  expect(masks(new SeededDropout({ name: 'dropout', rate: 0.5, seed: 2 }))).not.toEqual(first);
  expect(first[0]).not.toEqual(first[1]);
  expect(first[1]).not.toEqual(first[2]);
});

test('dropout keeps its share of units, scales them so that the mean stays, and rests outside training', () => {
  const layer = new SeededDropout({ name: 'dropout', rate: 0.25, seed: 1 });
  const input = tf.ones([100, 1000]);
  const dropped = Array.from(layer.call(input, { training: true }).dataSync());
  expect(new Set(dropped.map((value) => value.toFixed(4)))).toEqual(new Set(['0.0000', '1.3333']));
  const mean = dropped.reduce((sum, value) => sum + value) / dropped.length;
  expect(mean).toBeCloseTo(1, 2);
  expect(layer.call(input, { training: false })).toBe(input);
});
