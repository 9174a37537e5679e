import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTenbin } from '../../fixtures/stack.ts';

async function described(...args: string[]) {
  const tenbin = startTenbin(['describe', ...args]);
  const exitCode = await tenbin.exited;
  return { stdout: tenbin.stdout, stderr: tenbin.stderr, exitCode };
}

const count = z.int().positive();
const figures = z.looseObject({
  flops: count,
  activationBytes: count,
  trainingBytes: count,
  machineBytes: count,
});

/** Batches of which no machine has the memory. */
const huge = ['resnet-18', '--input', '2048x2048x3', '--batch', '65536'];

test('JSON has the figures of the model, the memory of the machine and whether it fits', async () => {
  const { stdout, exitCode } = await described('lenet-5', '--input', '32x32x1', '--classes', '10', '--json');
  expect(exitCode).toBe(0);
  expect(figures.parse(JSON.parse(stdout))).toMatchObject({
    model: 'lenet-5',
    input: [32, 32, 1],
    classes: 10,
    batch: 32,
    optimizer: 'momentum',
    parameters: 61_706,
    trainable: 61_706,
    fits: true,
  });
});

test('people read the same in a table', async () => {
  const { stdout, exitCode } = await described('vgg-16', '--batch', '1');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('vgg-16: VGG with 16 layers');
  expect(stdout).toContain('224 × 224 × 3 to 1000 classes');
  expect(stdout).toMatch(/parameters +138,357,544/);
  expect(stdout).toMatch(/a picture +30\.96 GFLOPs/);
});

test('what does not fit ends with status 1, after its figures, and with --force with 0', async () => {
  const refused = await described(...huge);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toMatch(/training +[\d,]+ GiB/);
  expect(refused.stdout).toContain('Take a batchSize of');
  const forced = await described(...huge, '--force', '--json');
  expect(forced.exitCode).toBe(0);
  expect(JSON.parse(forced.stdout)).toMatchObject({ fits: false });
});

test('a size that the model cannot take ends with status 2 and says which would do', async () => {
  const { stdout, exitCode } = await described('vgg-16', '--input', '16x16x3');
  expect(exitCode).toBe(2);
  expect(stdout).toContain('It takes 32 × 32 or larger');
  expect((await described('vgg-16', '--input', 'large')).stdout).toContain('as in 224x224x3');
});
