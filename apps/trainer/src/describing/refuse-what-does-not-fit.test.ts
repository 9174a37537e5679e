import { AppError, sweepSpec } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { refuseWhatDoesNotFit } from './refuse-what-does-not-fit.ts';

const gibibyte = 1024 ** 3;
const images = { classes: 10, nativeSide: 200 };

function refusalOf(parameters: object, machineBytes: number): AppError | null {
  const spec = sweepSpec.parse({ name: 'test', dataset: { path: 'pictures' }, parameters });
  try {
    refuseWhatDoesNotFit(spec, images, machineBytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return null;
}

const grid = {
  model: { values: ['vgg-small', 'resnet-50'] },
  batchSize: { values: [8, 64, 128] },
  optimizer: { values: ['sgd', 'adam'] },
};

test('a sweep whose largest trial fits is let through', () => {
  expect(refusalOf(grid, 64 * gibibyte)).toBeNull();
});

test('the trial that needs most is named, with the batch that would fit', () => {
  const refusal = refusalOf(grid, 12 * gibibyte);
  expect(refusal?.code).toBe('memory_short');
  expect(refusal?.message).toMatch(
    /^resnet-50 needs 1\d\.\d GiB to train on images of 224 × 224 × 3 in batches of 128 with adam, and this machine has 12\.0 GiB \(1 more/,
  );
  const [, largest] = /batchSize of (\d+) or less/.exec(refusal?.hint ?? '') ?? [];
  const only = (batchSize: number) => ({
    model: { value: 'resnet-50' },
    optimizer: { value: 'adam' },
    batchSize: { value: batchSize },
  });
  expect(refusalOf(only(Number(largest)), 12 * gibibyte)).toBeNull();
  expect(refusalOf(only(Number(largest) + 1), 12 * gibibyte)?.code).toBe('memory_short');
});

test('only settings that the grid makes count', () => {
  const large = { values: [8, 512], when: { model: 'vgg-small' } };
  expect(refusalOf({ ...grid, batchSize: large }, 12 * gibibyte)).toBeNull();
});

test('imageSize decides, where the sweep names it', () => {
  expect(refusalOf({ ...grid, imageSize: { value: 32 } }, 8 * gibibyte)).toBeNull();
  expect(refusalOf({ ...grid, imageSize: { values: [32, 512] } }, 16 * gibibyte)?.message).toContain(
    '512 × 512',
  );
});

test('a machine that is too small for one image is told so', () => {
  const refusal = refusalOf({ model: { value: 'vgg-16' } }, gibibyte / 4);
  expect(refusal?.hint).toContain('Not even one image at a time would fit');
});

test('a model that cannot take its images is refused, whatever the memory', () => {
  const refusal = refusalOf({ model: { value: 'vgg-16' }, imageSize: { value: 16 } }, Infinity);
  expect(refusal?.code).toBe('model_invalid');
});
