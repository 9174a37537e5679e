import { modelNames } from '@tenbin/contracts';
import type { Layer, ModelName, Network } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { models } from './models.ts';
import type { ModelRequest } from './network/model-factory.ts';

function build(name: ModelName, change: Partial<ModelRequest> = {}): Network {
  const factory = models[name];
  const { inputShape } = factory;
  return factory.build({
    inputShape,
    classes: 3,
    dropout: 0.5,
    zeroInit: false,
    output: 'softmax',
    ...change,
  });
}

function layerOf({ layers }: Network, name: string): Layer {
  const layer = layers.find((each) => each.name === name);
  if (layer === undefined) throw new TypeError(`there is no layer ${name}`);
  return layer;
}

test.each(modelNames)('%s is named so, and no two of its layers or weights have one name', (name) => {
  const { name: title, layers } = build(name);
  expect(title).toBe(name);
  const names = layers.flatMap((layer) => [layer.name, ...layer.weights.map((weight) => weight.name)]);
  expect(new Set(names).size).toBe(names.length);
  for (const layer of layers) {
    for (const weight of layer.weights) expect(weight.name.startsWith(`${layer.name}/`)).toBe(true);
  }
});

test.each(modelNames)('every layer of %s is fed by layers before it', (name) => {
  const { layers } = build(name);
  const before = new Set<string>();
  for (const layer of layers) {
    expect(layer.inputs.filter((input) => !before.has(input))).toEqual([]);
    expect(layer.inputs.length).toBe(countOfInputs(layer));
    before.add(layer.name);
  }
  const used = new Set(layers.flatMap(({ inputs }) => inputs));
  expect(layers.filter((layer) => !used.has(layer.name)).map((layer) => layer.name)).toEqual([
    'probabilities',
  ]);
});

function countOfInputs({ kind }: Layer): number {
  if (kind === 'input') return 0;
  return kind === 'add' || kind === 'concatenate' ? 2 : 1;
}

test.each(modelNames)('%s adds up feature maps of one shape only', (name) => {
  const network = build(name);
  const sums = network.layers.filter(({ kind }) => kind === 'add');
  const shapes = sums.flatMap(({ inputs, output }) =>
    inputs.map((input) => [layerOf(network, input).output, output]),
  );
  expect(shapes.filter(([from, to]) => String(from) !== String(to))).toEqual([]);
});

test.each(modelNames)('%s ends in linear logits and an activation that makes them probabilities', (name) => {
  for (const output of ['softmax', 'sigmoid'] as const) {
    const [logits, last] = build(name, { classes: 7, output }).layers.slice(-2);
    expect(logits).toMatchObject({ kind: 'dense', name: 'logits', activation: 'linear', output: [7] });
    expect(last).toMatchObject({
      kind: 'activation',
      name: 'probabilities',
      activation: output,
      output: [7],
    });
  }
});

test.each(modelNames)('the smallest side of %s is the smallest, and every larger one will do', (name) => {
  const { smallestSide } = models[name];
  const of = (height: number, width: number) => () => build(name, { inputShape: [height, width, 2] });
  expect(of(smallestSide - 1, smallestSide + 40)).toThrow(RangeError);
  expect(of(smallestSide + 40, smallestSide - 1)).toThrow(RangeError);
  for (let more = 0; more < 70; more += 1) expect(of(smallestSide, smallestSide + more)).not.toThrow();
});

test.each(modelNames)('%s has dropout before its logits, and none at a rate of 0', (name) => {
  const kinds = build(name, { dropout: 0 }).layers.map(({ kind }) => kind);
  expect(kinds).not.toContain('dropout');
  const dropped = build(name, { dropout: 0.25 });
  expect(layerOf(dropped, 'logits').inputs).toEqual(['dropout']);
  expect(layerOf(dropped, 'dropout')).toMatchObject({ rate: 0.25 });
});

test('the published VGGs and ZFNet drop out after both hidden dense layers', () => {
  const droppedIn = (name: ModelName) =>
    build(name)
      .layers.filter(({ kind }) => kind === 'dropout')
      .flatMap(({ inputs }) => inputs);
  expect(droppedIn('vgg-16')).toEqual(['fc1', 'fc2']);
  expect(droppedIn('zfnet')).toEqual(['fc6', 'fc7']);
  expect(droppedIn('vgg-small')).toEqual(['hidden']);
});

test.each(modelNames)('zeroInit starts the last batch-norm of every block of %s at zero', (name) => {
  const { layers } = build(name, { zeroInit: true });
  const zeroed = layers.filter(
    ({ weights: [gamma] }) => gamma?.name.endsWith('/gamma') && gamma.initial === 'zeros',
  );
  const sums = layers.filter(({ kind }) => kind === 'add');
  const expected = name.startsWith('resnet') ? sums.map(({ inputs }) => inputs[1]) : [];
  expect(zeroed.map((layer) => layer.name)).toEqual(expected);
});

test('ZFNet has the sides of the figure of its paper', () => {
  const network = build('zfnet');
  const sides = ['conv1', 'pool1', 'conv2', 'pool2', 'conv5', 'pool5'].map(
    (name) => layerOf(network, name).output[0],
  );
  expect(sides).toEqual([110, 55, 26, 13, 13, 6]);
});

test('a residual network starts gently on images below 64 pixels a side', () => {
  const kindsOf = (side: number) =>
    build('resnet-18', { inputShape: [side, 80, 3] })
      .layers.slice(0, 7)
      .map(({ kind }) => kind);
  expect(kindsOf(63)).not.toContain('maxPooling2d');
  expect(kindsOf(64)).toContain('maxPooling2d');
  const small = build('resnet-50', { inputShape: [32, 32, 3] });
  expect(layerOf(small, 'conv1_conv')).toMatchObject({ size: [3, 3], strides: [1, 1], output: [32, 32, 64] });
  expect(layerOf(small, 'conv5_block3_out').output).toEqual([4, 4, 2048]);
});
