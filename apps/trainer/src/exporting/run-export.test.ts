import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trialParameters } from '@tenbin/contracts';
import { initialWeights } from '@tenbin/models';
import { networkFor, openCheckpoints } from '@tenbin/training';
import { startTenbin } from '../../fixtures/stack.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tenbin-export-'));
  await trainedRun(7);
});
afterAll(() => rm(home, { recursive: true }));

const classes = ['cat', 'dog'];

/** The checkpoints of a run of two epochs, of which the first was the better. */
async function trainedRun(id: number): Promise<void> {
  const parameters = trialParameters.parse({ model: 'lenet-5' });
  const inputShape: [number, number, number] = [28, 28, 1];
  const origin = { parameters, seed: 1, inputShape, classes, dataset: 'hash' };
  const folder = join(home, `checkpoints/run-${id}`);
  await using checkpoints = await openCheckpoints({ folder, origin, log: () => undefined });
  for (const epoch of [1, 2]) {
    const numbers = { epoch, loss: 1, accuracy: 0.5, val_loss: epoch, val_accuracy: 0.5, learningRate: 0.01 };
    const cost = {
      imagesPerSecond: 1,
      trainSeconds: 1,
      validationSeconds: 1,
      waitSeconds: 0,
      memoryBytes: 1,
    };
    const weights = initialWeights(networkFor(parameters, inputShape, 2), epoch);
    await checkpoints.save({
      ...numbers,
      ...cost,
      gradientNorm: 1,
      diverged: null,
      predictions: new Int32Array(),
      validationLosses: new Float32Array(),
      probabilities: new Float32Array(),
      snapshot: () => ({ epoch, weights, state: { step: epoch, slots: [] }, rate: null }),
    });
  }
}

async function exported(...args: string[]) {
  const tenbin = startTenbin(['export', ...args, '--json'], { TENBIN_HOME: home });
  const exitCode = await tenbin.exited;
  const result: unknown = JSON.parse(tenbin.stdout);
  return { exitCode, result, stderr: tenbin.stderr };
}

test('a run is exported for browsers with its best weights and the names of its classes', async () => {
  const out = join(home, 'web/model');
  const { exitCode, result } = await exported('7', '--format', 'tfjs', '--out', out);
  const files = ['model.json', 'weights.bin', 'labels.json'];
  expect(exitCode).toBe(0);
  expect(result).toEqual({ epoch: 1, classes, files: files.map((name) => join(out, name)) });
  expect((await readdir(out)).toSorted()).toEqual(files.toSorted());
  expect((await stat(join(out, 'weights.bin'))).size % 4).toBe(0);
  expect(JSON.parse(await readFile(join(out, 'labels.json'), 'utf8'))).toEqual({
    classes,
    input: { height: 28, width: 28, channels: 1, range: [0, 1] },
  });
});

test('a checkpoint is exported for Keras, also by its path and with its last weights', async () => {
  const checkpoint = join(home, 'checkpoints/run-7/last.checkpoint');
  const byPath = await exported(checkpoint, '--out', join(home, 'path.keras'));
  const byRun = await exported('7', '--weights', 'last', '--out', join(home, 'run.keras'));
  expect([byPath.exitCode, byRun.exitCode]).toEqual([0, 0]);
  expect(byPath.result).toMatchObject({
    epoch: 2,
    files: [join(home, 'path.keras'), join(home, 'path.labels.json')],
  });
  expect(byRun.result).toMatchObject({ epoch: 2 });
  expect((await readFile(join(home, 'run.keras'))).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
});

test('a run that this machine has not trained is not found', async () => {
  const { exitCode, result } = await exported('8');
  expect(exitCode).toBe(2);
  expect(result).toMatchObject({ error: { code: 'not_found' } });
});

test('a file that is no checkpoint ends with status 1 and says so', async () => {
  const file = join(home, 'picture.png');
  await writeFile(file, Buffer.alloc(100));
  const { exitCode, result, stderr } = await exported(file);
  expect(exitCode).toBe(1);
  expect(result).toMatchObject({ error: { code: 'checkpoint_invalid' } });
  expect(stderr).toContain(`${file} is no checkpoint of Tenbin`);
});

test('a place that cannot be written is bad input', async () => {
  await mkdir(join(home, 'taken.keras'));
  const { exitCode, result, stderr } = await exported('7', '--out', join(home, 'taken.keras'));
  expect(exitCode).toBe(2);
  expect(result).toMatchObject({ error: { code: 'bad_input' } });
  expect(stderr).toContain('taken.keras cannot be written');
});
