import { randomStream } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { blend, keptShare } from './mixup.ts';

/** Mean and variance of `count` shares. */
function statistics(alpha: number, count = 20_000): { mean: number; variance: number } {
  const random = randomStream(1, 'test');
  const shares = Array.from({ length: count }, () => keptShare(alpha, random));
  const mean = shares.reduce((sum, share) => sum + share, 0) / count;
  return { mean, variance: shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / count };
}

test.for([0.01, 0.2, 1, 5])('shares of α = %d have the mean and variance of Beta(α, α)', (alpha) => {
  const { mean, variance } = statistics(alpha);
  expect(mean).toBeCloseTo(0.5, 1);
  expect(Math.abs(variance * 4 * (2 * alpha + 1) - 1)).toBeLessThan(0.05);
});

test('each image is blended with its partner, and its target by the same share', () => {
  const images = Uint8Array.from([0, 100, 40, 80, 200, 0]);
  const targets = Float32Array.from([1, 0, 0, 1, 0, 1]);
  blend({ images, targets }, 3, 0.75);
  expect([...images]).toEqual([50, 75, 40, 80, 150, 25]);
  expect([...targets]).toEqual([0.75, 0.25, 0, 1, 0.25, 0.75]);
});

test('an image that keeps all of itself is not changed', () => {
  const batch = { images: Uint8Array.from([0, 100]), targets: Float32Array.from([1, 0, 0, 1]) };
  blend(batch, 2, 1);
  expect([...batch.images, ...batch.targets]).toEqual([0, 100, 1, 0, 0, 1]);
});
