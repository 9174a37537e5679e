import { optimizerDefaults, optimizerNames } from '@tenbin/contracts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import golden from './optimizers.golden.json' with { type: 'json' };
import { optimizers } from './optimizers.ts';
import type { Optimizer } from './optimizers.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The weights after each of `gradients`, by our table. */
function run(optimizer: Optimizer, settings: { learningRate: number; momentum?: number }): number[][] {
  let weight: tf.Tensor = tf.tensor1d(golden.weights);
  let slots: tf.Tensor[] = optimizer.slots.map(({ initial }) => tf.fill(weight.shape, initial));
  return golden.gradients.map((gradient, at) => {
    ({ weight, slots } = optimizer.update({
      weight,
      gradient: tf.tensor1d(gradient),
      slots,
      learningRate: settings.learningRate,
      momentum: settings.momentum ?? 0,
      step: at + 1,
    }));
    return Array.from(weight.dataSync());
  });
}

test.each(optimizerNames)(
  '%s takes the steps that Keras takes, with the defaults of the contract',
  (name) => {
    const ours = run(optimizers[name], optimizerDefaults[name]).flat();
    const theirs = golden.after[name].flat();
    expect(ours.length).toBe(theirs.length);
    const errors = ours.map((value, at) => Math.abs(value - (theirs[at] ?? Number.NaN)));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  },
);

test('momentum keeps its share of the last step', () => {
  const steps = run(optimizers.momentum, { learningRate: 1, momentum: 0.5 });
  // Gradients of the first weight are 0.1 and 0.5: v = −0.1, then −0.05 − 0.5.
  expect(steps[0]?.[0]).toBeCloseTo(0.9, 6);
  expect(steps[1]?.[0]).toBeCloseTo(0.35, 6);
});
