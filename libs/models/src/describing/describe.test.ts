import { optimizerNames } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { networkOf } from '../network-of.ts';
import { describe } from './describe.ts';

function networkFor(name: ModelName, inputShape: [number, number, number], classes: number) {
  return networkOf({ name, inputShape, classes, dropout: 0.5, zeroInit: false, output: 'softmax' });
}

const momentum = { batchSize: 32, optimizer: 'momentum' } as const;
const imagenet: [number, number, number] = [224, 224, 3];

test.each([
  // keras.applications, count_params
  { name: 'vgg-16', parameters: 138_357_544 },
  { name: 'vgg-19', parameters: 143_667_240 },
  { name: 'resnet-50', parameters: 25_636_712 },
  { name: 'resnet-101', parameters: 44_707_176 },
  { name: 'resnet-152', parameters: 60_419_944 },
  { name: 'mobilenet-v2', parameters: 3_538_984 },
  { name: 'densenet-121', parameters: 8_062_504 },
  // torchvision
  { name: 'vgg-11', parameters: 132_863_336 },
  { name: 'vgg-13', parameters: 133_047_848 },
] as const)('$name has $parameters parameters on ImageNet', ({ name, parameters }) => {
  expect(describe(networkFor(name, imagenet, 1000), momentum).parameters).toBe(parameters);
});

test.each([
  { name: 'resnet-18', trainable: 11_689_512 },
  { name: 'resnet-34', trainable: 21_797_672 },
  { name: 'mobilenet-v2', trainable: 3_504_872 },
] as const)('$name has $trainable trainable parameters on ImageNet', ({ name, trainable }) => {
  expect(describe(networkFor(name, imagenet, 1000), momentum).trainable).toBe(trainable);
});

test('the small networks have the parameters that their tables add up to', () => {
  const count = (...request: Parameters<typeof networkFor>) =>
    describe(networkFor(...request), momentum).parameters;
  expect(count('vgg-small', [32, 32, 3], 3)).toBe(590_371);
  expect(count('lenet-5', [32, 32, 1], 10)).toBe(61_706);
  // Configuration C has 1 × 1 kernels where D has three of 3 × 3.
  const saved = 8 * (256 ** 2 + 2 * 512 ** 2);
  expect(count('vgg-16c', imagenet, 1000)).toBe(138_357_544 - saved);
  expect(count('mlp', [28, 28, 1], 10)).toBe(785 * 512 + 513 * 512 + 513 * 10);
  const convolutions = [3 * 49, 96 * 25, 256 * 9, 384 * 9, 384 * 9].map((read, at) => {
    return (read + 1) * ([96, 256, 384, 384, 256][at] ?? 0);
  });
  const dense = [(6 * 6 * 256 + 1) * 4096, 4097 * 4096, 4097 * 1000];
  expect(count('zfnet', imagenet, 1000)).toBe([...convolutions, ...dense].reduce((sum, each) => sum + each));
});

test('VGG-16 takes 30.96 GFLOPs a picture, as TensorFlow counts', () => {
  expect(describe(networkFor('vgg-16', imagenet, 1000), momentum).flops / 1e9).toBeCloseTo(30.96, 2);
});

test('flops of a small network are the sum over its layers', () => {
  // c1: 28² × 6 of 5 × 5, s2: 2 × 2, c3: 10² × 16 of 5 × 5 × 6, s4: 2 × 2, then dense layers and a softmax of 10
  const convolutions = 28 * 28 * 6 * (2 * 25 + 1) + 10 * 10 * 16 * (2 * 150 + 1);
  const pools = 14 * 14 * 6 * 4 + 5 * 5 * 16 * 4;
  const dense = 120 * (2 * 400 + 1) + 84 * (2 * 120 + 1) + 10 * (2 * 84 + 1);
  const { flops } = describe(networkFor('lenet-5', [32, 32, 1], 10), momentum);
  expect(flops).toBe(convolutions + pools + dense + 5 * 10);
});

test('activations are the outputs that some gradient reads, once each, for every picture of the batch', () => {
  // images, c1, s2, c3, s4 (flattened is the same), c5, f6 and its dropout, probabilities
  const kept = [32 * 32, 28 * 28 * 6, 14 * 14 * 6, 10 * 10 * 16, 5 * 5 * 16, 120, 84, 84, 10];
  const { activationBytes } = describe(networkFor('lenet-5', [32, 32, 1], 10), momentum);
  expect(activationBytes).toBe(4 * 32 * kept.reduce((sum, each) => sum + each));
});

test('a batch-norm before its ReLU, and a sum, are not kept', () => {
  const network = networkFor('resnet-18', [8, 8, 3], 2);
  const shapes = [8 * 8 * 3, 8 * 8 * 64 * 2]; // images, first convolution and ReLU
  const block = (side: number, channels: number, convolutions: number) =>
    side * side * channels * (convolutions + 2);
  const blocks = [block(8, 64, 2), block(8, 64, 2)];
  for (const [side, channels] of [
    [4, 128],
    [2, 256],
    [1, 512],
  ] as const)
    blocks.push(block(side, channels, 3), block(side, channels, 2));
  const head = [512, 2]; // what dropout leaves of the means, probabilities
  const numbers = [...shapes, ...blocks, ...head].reduce((sum, each) => sum + each);
  expect(describe(network, { batchSize: 1, optimizer: 'sgd' }).activationBytes).toBe(4 * numbers);
});

test.each(optimizerNames)(
  'training with %s needs more memory for more pictures and more weights',
  (optimizer) => {
    const bytes = (name: ModelName, batchSize: number) =>
      describe(networkFor(name, [32, 32, 3], 10), { batchSize, optimizer }).trainingBytes;
    const [one, two, three] = [1, 2, 3].map((batchSize) => bytes('resnet-18', batchSize));
    expect(two).toBeGreaterThan(one ?? 0);
    expect((three ?? 0) - (two ?? 0)).toBe((two ?? 0) - (one ?? 0));
    expect(bytes('resnet-34', 8)).toBeGreaterThan(bytes('resnet-18', 8));
  },
);

test('an optimizer costs, for each thing that it remembers, the size of the trainable weights and a copy', () => {
  const network = networkFor('resnet-18', [32, 32, 3], 10);
  const bytes = (optimizer: 'sgd' | 'momentum' | 'adam') =>
    describe(network, { batchSize: 8, optimizer }).trainingBytes;
  const both = 2 * 4 * describe(network, momentum).trainable;
  expect(bytes('momentum') - bytes('sgd')).toBe(both);
  expect(bytes('adam') - bytes('sgd')).toBe(2 * both);
});
