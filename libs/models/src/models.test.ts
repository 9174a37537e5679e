import { AppError, modelNames } from '@tenbin/contracts';
import type { ModelName } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { ModelRequest } from './index.ts';
import { createModel, inputShapeOf, models, SeededDropout } from './index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const request = { classes: 3, dropout: 0.5, seed: 1 };

function build(name: ModelName, change: Partial<ModelRequest> = {}) {
  return createModel({ name, inputShape: inputShapeOf(name), ...request, ...change });
}

/** Every initial weight of the model, flat. */
function weightsOf(model: tf.LayersModel): Float32Array[] {
  return model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
}

function refusalOf(change: Partial<ModelRequest>): AppError {
  try {
    build('vgg-small', change);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new TypeError('the model was not refused');
}

test('vgg-small has the parameters that its table of layers adds up to', () => {
  const convolution = (from: number, to: number) => (9 * from + 1) * to;
  const dense = (from: number, to: number) => (from + 1) * to;
  const convolutions = [convolution(3, 32) + convolution(32, 32), convolution(32, 64) + convolution(64, 64)];
  const expected = convolutions.reduce((sum, count) => sum + count) + dense(8 * 8 * 64, 128) + dense(128, 3);
  expect(expected).toBe(590_371);
  expect(build('vgg-small').countParams()).toBe(expected);
});

test.each(modelNames)('%s gives one probability a class, and they sum to 1', (name) => {
  const [height, width, channels] = models[name].inputShape;
  const output = build(name).predict(tf.zeros([2, height, width, channels]));
  if (!(output instanceof tf.Tensor)) throw new TypeError('one output is expected');
  expect(output.shape).toEqual([2, 3]);
  expect(output.sum().dataSync()[0]).toBeCloseTo(2, 5);
});

test.each(modelNames)('%s ends in a softmax of its own, whose input is the logits', (name) => {
  const last = build(name).layers.at(-1);
  expect(last?.getClassName()).toBe('Activation');
  expect(last?.getConfig()).toMatchObject({ activation: 'softmax' });
});

test.each(modelNames)('%s draws the same weights from the same seed, and others from another', (name) => {
  const [first, same, other] = [build(name), build(name), build(name, { seed: 2 })].map(weightsOf);
  expect(same).toEqual(first);
  expect(other).not.toEqual(first);
});

test('a layer draws its weights from a stream of its own', () => {
  const before = weightsOf(build('vgg-small', { classes: 3 }));
  const after = weightsOf(build('vgg-small', { classes: 7 }));
  expect(after.slice(0, -2)).toEqual(before.slice(0, -2));
  const [first, second] = [before[2], before[4]];
  expect(first?.slice(0, 50)).not.toEqual(second?.slice(0, 50));
});

test('a network takes every size that its pools leave something of', () => {
  expect(build('vgg-small', { inputShape: [4, 4, 1] }).countParams()).toBeGreaterThan(0);
  expect(build('vgg-small', { inputShape: [33, 50, 4] }).countParams()).toBeGreaterThan(0);
});

test('a size that is too small is refused with the size that would do', () => {
  const refusal = refusalOf({ inputShape: [3, 32, 3] });
  expect(refusal.code).toBe('model_invalid');
  expect(refusal.message).toContain('3 × 32 × 3');
  expect(refusal.hint).toContain('4 × 4 × 1');
  expect(refusalOf({ classes: 1 }).code).toBe('model_invalid');
});

test('dropout draws a new mask at every step, and the same ones again for the same seed', () => {
  const masks = (layer: SeededDropout) =>
    [1, 2, 3].map(() => Array.from(layer.call(tf.ones([1, 64]), { training: true }).dataSync()));
  const first = masks(new SeededDropout({ name: 'dropout', rate: 0.5, seed: 1 }));
  expect(masks(new SeededDropout({ name: 'dropout', rate: 0.5, seed: 1 }))).toEqual(first);
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

test('a model without dropout has no dropout layer', () => {
  const names = build('vgg-small', { dropout: 0 }).layers.map((layer) => layer.name);
  expect(names).not.toContain('dropout');
});
