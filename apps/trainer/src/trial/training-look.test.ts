import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { randomStream, trialParameters } from '@tenbin/contracts';
import type { ImageSet } from '@tenbin/data';
import { createStep, networkFor, selectEngine, validate } from '@tenbin/training';
import { lookAtTraining } from './training-look.ts';

beforeAll(async () => {
  await selectEngine({ home: join(import.meta.dirname, '../../../../.tenbin'), log: () => undefined });
});

const side = 16;
const parameters = trialParameters.parse({ model: 'lenet-5', dropout: 0.5 });

/** Images of noise, of two classes. */
function noise(count: number): ImageSet {
  const random = randomStream(1, 'noise');
  const labels = Int32Array.from({ length: count }, () => random.below(2));
  const images = Uint8Array.from({ length: count * side * side }, () => random.below(256));
  return { images, labels, files: Array.from(labels, (_, at) => `${at}.png`) };
}

function stepOf() {
  const network = networkFor(parameters, [side, side, 1], 2);
  return createStep({ network, parameters, seed: 1, log: () => undefined });
}

const between = async (): Promise<void> => undefined;

test('training images are looked at as validation images are, without dropout, each of them when they are few', async () => {
  using step = stepOf();
  const train = noise(300);
  const look = await lookAtTraining({ step, train, classes: 2, seed: 1, between });
  const { losses, accuracy } = await validate({ step, set: train, classes: 2 });
  expect(look.losses).toHaveLength(300);
  look.losses.forEach((loss, at) => expect(loss).toBeCloseTo(losses[at] ?? NaN, 5));
  expect(look.accuracy).toBeCloseTo(accuracy, 10);
});

test('of many training images the seed draws two thousand, none twice', async () => {
  using step = stepOf();
  const train = noise(2_300);
  const { losses: all } = await validate({ step, set: train, classes: 2 });
  const lookWith = (seed: number) => lookAtTraining({ step, train, classes: 2, seed, between });
  const { losses } = await lookWith(1);
  expect(losses).toHaveLength(2_000);
  // They are in the set's order: each is found behind the one before.
  const places: number[] = [];
  for (const loss of losses) {
    const before = places.at(-1) ?? -1;
    places.push(all.findIndex((each, image) => image > before && Math.abs(each - loss) < 1e-6));
  }
  expect(places).not.toContain(-1);
  expect((await lookWith(1)).losses).toEqual(losses);
  expect((await lookWith(2)).losses).not.toEqual(losses);
});

test('what is called between batches can end it', async () => {
  using step = stepOf();
  const stop = (): Promise<void> => Promise.reject(new Error('enough'));
  const look = lookAtTraining({ step, train: noise(10), classes: 2, seed: 1, between: stop });
  await expect(look).rejects.toThrow('enough');
});
