import { expect, test } from 'vitest';
import { knownRules } from './known-rules.ts';

function answer(rule: string, valLoss: number[]) {
  const flat = valLoss.map(() => 0.5);
  const history = { loss: flat, accuracy: flat, val_loss: valLoss, val_accuracy: flat };
  return knownRules[rule]?.({ history, validationImages: 100, pictures: null });
}

test('a rise of the smoothed curve is found where the mean of five has risen, and one bad epoch is no rise', () => {
  const rise = [1.4, 1.2, 1, 1, 1, 1, 1, 1.1, 1.2, 1.3];
  // Means of five have their low, 1, at epoch 6; at epoch 8 the mean is 1.06.
  expect(answer('smoothed val_loss 5 % above its low', rise)).toEqual({
    overfit: true,
    onset: 2,
    detectedAt: 8,
  });
  expect(answer('smoothed val_loss 5 % above its low', [1, 1, 1, 1, 1, 1.2, 1, 1, 1])).toMatchObject({
    overfit: false,
    detectedAt: null,
  });
});

test('an epoch without a number is neither best nor a reason to stop', () => {
  expect(answer('Prechelt GL 5', [1, NaN, 1.01, 1.2])).toEqual({ overfit: true, onset: 0, detectedAt: 3 });
  expect(answer('GL 5 at the end', [NaN, 1, 1.2])).toEqual({ overfit: true, onset: 1, detectedAt: 2 });
});
