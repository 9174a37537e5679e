import type { NamedArray, Network } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { initialWeights } from './initial-weights.ts';
import { networkOf } from './network-of.ts';

function networkFor(name: 'vgg-small' | 'resnet-18' | 'mobilenet-v2', classes = 3): Network {
  return networkOf({
    name,
    inputShape: [32, 32, 3],
    classes,
    dropout: 0.5,
    zeroInit: true,
    output: 'softmax',
  });
}

function arrayOf(arrays: NamedArray[], name: string): Float32Array {
  const array = arrays.find((each) => each.name === name);
  if (array === undefined) throw new TypeError(`there is no ${name}`);
  return array.values;
}

function momentsOf(values: Float32Array): { mean: number; variance: number; largest: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance, largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}

test('every weight of the network gets its numbers, in order', () => {
  const network = networkFor('resnet-18');
  const weights = network.layers.flatMap((layer) => layer.weights);
  const arrays = initialWeights(network, 1);
  expect(arrays.map(({ name, shape }) => ({ name, shape }))).toEqual(
    weights.map(({ name, shape }) => ({ name, shape })),
  );
  for (const { shape, values } of arrays) {
    expect(values.length).toBe(shape.reduce((product, side) => product * side, 1));
  }
});

test('the same seed draws the same numbers, another seed others', () => {
  const network = networkFor('vgg-small');
  const first = initialWeights(network, 1);
  expect(initialWeights(network, 1)).toEqual(first);
  expect(arrayOf(initialWeights(network, 2), 'hidden/kernel')).not.toEqual(arrayOf(first, 'hidden/kernel'));
});

test('a weight has a stream of its own: more classes change the logits and nothing else', () => {
  const before = initialWeights(networkFor('vgg-small', 3), 1);
  const after = initialWeights(networkFor('vgg-small', 7), 1);
  expect(after.slice(0, -2)).toEqual(before.slice(0, -2));
  const [second, third] = ['block1_conv2/kernel', 'block2_conv1/kernel'].map((name) => arrayOf(before, name));
  expect(second?.slice(0, 50)).not.toEqual(third?.slice(0, 50));
});

test("Glorot's kernels are even within their limit and have the variance 2 / (fan in + fan out)", () => {
  const { mean, variance, largest } = momentsOf(
    arrayOf(initialWeights(networkFor('vgg-small'), 1), 'hidden/kernel'),
  );
  const fans = 8 * 8 * 64 + 128;
  expect(mean / Math.sqrt(2 / fans)).toBeCloseTo(0, 1);
  expect((variance * fans) / 2).toBeCloseTo(1, 2);
  expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / fans));
  expect(largest).toBeGreaterThan(0.999 * Math.sqrt(6 / fans));
});

test("He's kernels are normal up to two deviations and have the variance 2 / fan in", () => {
  const kernel = arrayOf(initialWeights(networkFor('resnet-18'), 1), 'conv5_block2_2_conv/kernel');
  const { mean, variance, largest } = momentsOf(kernel);
  const fanIn = 9 * 512;
  expect(mean / Math.sqrt(2 / fanIn)).toBeCloseTo(0, 2);
  expect((variance * fanIn) / 2).toBeCloseTo(1, 2);
  const deviation = Math.sqrt(2 / fanIn) / 0.879_625_66;
  expect(largest).toBeLessThanOrEqual(2 * deviation * (1 + 1e-6));
  const within = kernel.filter((value) => Math.abs(value) < deviation).length / kernel.length;
  expect(within).toBeCloseTo(0.6827 / 0.9545, 2);
});

test('batch-norm starts as the identity, or at zero at the end of a block that is to start as its shortcut', () => {
  const arrays = initialWeights(networkFor('resnet-18'), 1);
  const only = (name: string) => new Set(arrayOf(arrays, name));
  expect(only('conv2_block1_1_bn/gamma')).toEqual(new Set([1]));
  expect(only('conv2_block1_2_bn/gamma')).toEqual(new Set([0]));
  expect(only('conv2_block1_1_bn/beta')).toEqual(new Set([0]));
  expect(only('conv2_block1_1_bn/moving_mean')).toEqual(new Set([0]));
  expect(only('conv2_block1_1_bn/moving_variance')).toEqual(new Set([1]));
});
