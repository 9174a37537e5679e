import { lossNames } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { farFrom } from './golden.fixture.ts';
import golden from './losses.golden.json' with { type: 'json' };
import { losses, probabilitiesOf } from './losses.ts';
import type { Loss, LossSettings } from './losses.ts';
import { tensorArithmetic } from './tensor-arithmetic.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const none: LossSettings = { labelSmoothing: 0, focalGamma: 0 };

/** Losses, and the gradient of their sum with respect to the logits. */
function computed(loss: Loss, settings: LossSettings, input: { logits: number[][]; targets: number[][] }) {
  const targets = tf.tensor2d(input.targets);
  const ofLogits = (logits: tf.Tensor) => loss.ofImages(tensorArithmetic, { logits, targets, settings });
  const logits = tf.tensor2d(input.logits);
  return {
    values: Array.from(ofLogits(logits).dataSync()),
    gradient: Array.from(
      tf
        .grad((at) => ofLogits(at).sum())(logits)
        .dataSync(),
    ),
  };
}

function named(name: string): Loss {
  const key = lossNames.find((each) => each === name);
  if (key === undefined) throw new RangeError(`${name} is no loss`);
  return losses[key];
}

test('the golden file has every loss', () => {
  expect(new Set(golden.cases.map(({ loss }) => loss))).toEqual(new Set(lossNames));
});

test.each(golden.cases)(
  "$loss has Keras's values and gradient at smoothing $labelSmoothing and gamma $focalGamma",
  ({ loss, values, gradient, ...settings }) => {
    const ours = computed(named(loss), settings, golden);
    expect(farFrom(ours.values, values)).toEqual([]);
    expect(farFrom(ours.gradient, gradient.flat())).toEqual([]);
  },
);

describe.each(lossNames)('%s', (name) => {
  test.each([0, 0.5, 2])('is finite for logits of any size, and so is its gradient, at gamma %d', (gamma) => {
    const settings = { labelSmoothing: 0, focalGamma: gamma };
    const targets = [
      [1, 0],
      [0, 1],
    ];
    const logits = [
      [1000, -1000],
      [1000, -1000],
    ];
    const { values, gradient } = computed(losses[name], settings, { logits, targets });
    expect([...values, ...gradient].filter((value) => !Number.isFinite(value))).toEqual([]);
    // Right and sure costs nothing, wrong and sure the most.
    expect(values[0]).toBeCloseTo(0, 6);
    expect(values[1]).toBeGreaterThan(0.9);
  });
});

test('a sure and wrong image still has a gradient under the cross-entropy, where a clipped one has none', () => {
  const { gradient } = computed(losses.categoricalCrossentropy, none, {
    logits: [[60, 0]],
    targets: [[0, 1]],
  });
  expect(gradient).toEqual([1, -1]);
});

test('probabilities are softmax or sigmoid of the logits, by the loss', () => {
  const logits = tf.tensor2d([[0, 0, 0, 0]]);
  const of = (name: 'focal' | 'binaryCrossentropy') =>
    Array.from(probabilitiesOf(tensorArithmetic, losses[name].output, logits).dataSync());
  expect(of('focal')).toEqual([0.25, 0.25, 0.25, 0.25]);
  expect(of('binaryCrossentropy')).toEqual([0.5, 0.5, 0.5, 0.5]);
});
