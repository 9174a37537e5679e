import { AppError, modelNames } from '@tenbin/contracts';
import { models, networkOf } from '@tenbin/models';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { layersModelOf } from './layers-model.ts';
import { networkFrom } from './network-from.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each(modelNames)('%s comes back from its layers model as it was', (name) => {
  // VGG's dense layers of 4096 are small behind the smallest images.
  const side = models[name].smallestSide;
  const network = networkOf({
    name,
    inputShape: [side, side, 3],
    classes: 3,
    dropout: 0.25,
    zeroInit: true,
    output: 'sigmoid',
  });
  const model = layersModelOf(network);
  expect(networkFrom(model)).toEqual(network);
  model.dispose();
});

test('a model of Keras Sequential style gets its softmax as a layer of its own', () => {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, name: 'first' }),
      tf.layers.reLU({ maxValue: 6, name: 'cut' }),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ units: 3, activation: 'softmax', name: 'end', trainable: false }),
    ],
  });
  const { layers } = networkFrom(model);
  expect(layers.map(({ kind }) => kind)).toEqual([
    'input',
    'conv2d',
    'activation',
    'flatten',
    'dense',
    'activation',
  ]);
  expect(layers[1]).toMatchObject({ output: [6, 6, 4], strides: [1, 1], padding: 'valid', useBias: true });
  expect(layers[2]).toMatchObject({ activation: 'relu6' });
  expect(layers.at(-2)).toMatchObject({ activation: 'linear', weights: [{ trainable: false }, {}] });
  expect(layers.at(-1)).toMatchObject({ activation: 'softmax', inputs: ['end'], output: [3] });
});

const head = () => [tf.layers.flatten(), tf.layers.dense({ units: 2, activation: 'softmax' })];

test.each([
  { layer: () => tf.layers.leakyReLU({ name: 'leak' }), says: 'the layer leak is a LeakyReLU' },
  {
    layer: () => tf.layers.conv2d({ name: 'wide', filters: 2, kernelSize: 3, dilationRate: 2 }),
    says: 'the layer wide (Conv2D) has dilationRate',
  },
  {
    layer: () => tf.layers.dense({ name: 'map', units: 2 }),
    says: 'the dense layer map needs a flat input',
  },
  {
    layer: () => tf.layers.conv2d({ name: 'kept', filters: 2, kernelSize: 3, kernelRegularizer: 'l1l2' }),
    says: 'the layer kept (Conv2D) has kernelRegularizer',
  },
  {
    layer: () =>
      tf.layers.conv2d({ name: 'other', filters: 2, kernelSize: 3, kernelInitializer: 'leCunNormal' }),
    says: 'the layer other (Conv2D) has kernelInitializer',
  },
])('what cannot be trained is refused by name: $says', ({ layer, says }) => {
  const images = tf.input({ shape: [8, 8, 3] });
  let x: tf.SymbolicTensor = images;
  for (const each of [layer(), ...head()]) {
    const output = each.apply(x);
    if (!(output instanceof tf.SymbolicTensor)) throw new TypeError('one output is expected');
    x = output;
  }
  expect(refusalOf(tf.model({ inputs: images, outputs: x }))).toContain(says);
});

test('a model whose end is no probabilities is refused', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [4] })] });
  expect(refusalOf(model)).toContain('does not end in a softmax or a sigmoid');
});

function refusalOf(model: tf.LayersModel): string {
  try {
    networkFrom(model);
  } catch (error) {
    if (error instanceof AppError && error.code === 'model_invalid') return error.message;
    throw error;
  }
  throw new TypeError('the model was not refused');
}
