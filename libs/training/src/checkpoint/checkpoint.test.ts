import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trialParameters } from '@tenbin/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EpochResult, Snapshot } from '../epoch-result.ts';
import type { Checkpoint, Origin } from './checkpoint.ts';
import { checkpointPaths, openCheckpoints, resumable } from './open-checkpoints.ts';
import { readCheckpoint, readWeights } from './read-checkpoint.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

let folder: string;
let lines: string[];
const log = (line: string): void => void lines.push(line);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenbin-checkpoint-'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const origin: Origin = {
  parameters: trialParameters.parse({}),
  seed: 3,
  inputShape: [4, 4, 1],
  classes: ['a', 'b'],
  dataset: 'hash',
};

/** An epoch whose weights are all its number. */
function epochOf(epoch: number, val_loss: number, diverged: EpochResult['diverged'] = null): EpochResult {
  const numbers = { epoch, loss: Number.NaN, accuracy: 0.5, val_loss, val_accuracy: -0, learningRate: 0.1 };
  const cost = { imagesPerSecond: 1, trainSeconds: 1, validationSeconds: 1, waitSeconds: 0, memoryBytes: 1 };
  const answers = {
    predictions: new Int32Array(),
    validationLosses: new Float32Array(),
    probabilities: new Float32Array(),
  };
  const snapshot = () => snapshotOf(epoch);
  return { ...numbers, ...cost, ...answers, gradientNorm: Infinity, diverged, snapshot };
}

function snapshotOf(epoch: number): Snapshot {
  const filled = (value: number, length: number) => new Float32Array(length).fill(value);
  return {
    epoch,
    weights: [
      { name: 'dense/kernel', shape: [2, 3], values: filled(epoch, 6) },
      { name: 'dense/bias', shape: [3], values: Float32Array.of(Number.NaN, -0, Infinity) },
    ],
    state: { step: 10 * epoch, slots: [{ name: 'optimizer/d', shape: [], values: filled(-epoch, 1) }] },
    rate: { learningRate: 0.1, best: null, wait: 2 },
  };
}

function checkpointOf(epoch: number): Checkpoint {
  return { ...snapshotOf(epoch), origin, history: [] };
}

test('every bit comes back, NaN, infinities and -0 too', async () => {
  await using checkpoints = await openCheckpoints({ folder, origin, log });
  await checkpoints.save(epochOf(1, 0.5));
  await checkpoints.settled();
  const { last } = checkpointPaths(folder);
  const read = await readCheckpoint(last);
  expect(read).toEqual({ ...snapshotOf(1), origin, history: [expect.objectContaining({ epoch: 1 })] });
  expect(read.history[0]).toEqual(
    expect.objectContaining({ loss: Number.NaN, gradientNorm: Infinity, val_accuracy: -0 }),
  );
  const { weights, epoch } = await readWeights(last);
  expect({ weights, epoch }).toEqual({ weights: snapshotOf(1).weights, epoch: 1 });
});

test('the best epoch is that of the lowest val_loss, the earlier of equals, and is no second file on the disk', async () => {
  await using checkpoints = await openCheckpoints({ folder, origin, log });
  const { best, last } = checkpointPaths(folder);
  const seen: number[] = [];
  const shared: boolean[] = [];
  for (const [index, val_loss] of [0.5, Number.NaN, 0.4, 0.4].entries()) {
    await checkpoints.save(epochOf(index + 1, val_loss));
    await checkpoints.settled();
    seen.push((await readWeights(best)).epoch);
    shared.push((await stat(best)).ino === (await stat(last)).ino);
  }
  expect(seen).toEqual([1, 1, 3, 3]);
  expect(shared).toEqual([true, false, true, false]);
  expect((await readWeights(last)).epoch).toBe(4);
  expect((await readdir(folder)).toSorted()).toEqual(['best.checkpoint', 'last.checkpoint']);
});

test('an epoch that diverged is not kept', async () => {
  await using checkpoints = await openCheckpoints({ folder, origin, log });
  await checkpoints.save(epochOf(1, 0.5));
  await checkpoints.save(epochOf(2, Number.NaN, { batch: 3 }));
  await checkpoints.settled();
  expect((await readCheckpoint(checkpointPaths(folder).last)).epoch).toBe(1);
});

test('a file that is cut anywhere is refused', async () => {
  const path = join(folder, 'a.checkpoint');
  await writeCheckpoint(path, checkpointOf(1), null);
  const bytes = await readFile(path);
  for (let length = 0; length < bytes.length; length += 1) {
    await writeFile(path, bytes.subarray(0, length));
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'checkpoint_invalid' });
  }
});

test('a file in which any byte has changed is refused', async () => {
  const path = join(folder, 'a.checkpoint');
  await writeCheckpoint(path, checkpointOf(1), null);
  const bytes = await readFile(path);
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    await writeFile(path, changed);
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'checkpoint_invalid' });
  }
});

test('no file is not_found, and a training without one begins without a word', async () => {
  await expect(readCheckpoint(join(folder, 'none'))).rejects.toMatchObject({ code: 'not_found' });
  expect(await resumable({ folder, origin, log })).toBeNull();
  expect(lines).toEqual([]);
});

test('a checkpoint of another seed, and one that is cut, are told and not used', async () => {
  const { last } = checkpointPaths(folder);
  await writeCheckpoint(last, checkpointOf(7), null);
  expect((await resumable({ folder, origin, log }))?.epoch).toBe(7);
  expect(lines).toEqual([]);
  expect(await resumable({ folder, origin: { ...origin, seed: 4 }, log })).toBeNull();
  expect(lines.pop()).toBe(`${last} is of another training: starting from the beginning`);
  await writeFile(last, (await readFile(last)).subarray(0, 500));
  expect(await resumable({ folder, origin, log })).toBeNull();
  expect(lines.pop()).toMatch(/is cut: starting from the beginning$/);
});

test('one that goes on keeps the best epoch of before; one that begins removes what was there', async () => {
  {
    await using checkpoints = await openCheckpoints({ folder, origin, log });
    await checkpoints.save(epochOf(1, 0.1));
  }
  {
    await using checkpoints = await openCheckpoints(
      { folder, origin, log },
      await resumable({ folder, origin, log }),
    );
    await checkpoints.save(epochOf(2, 0.2));
  }
  const { best, last } = checkpointPaths(folder);
  expect((await readCheckpoint(last)).history.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect((await readWeights(best)).epoch).toBe(1);
  await using _ = await openCheckpoints({ folder, origin, log });
  expect(await readdir(folder)).toEqual([]);
});

test('a place that takes no file is told once, and training goes on', async () => {
  const occupied = join(folder, 'a-file');
  await writeFile(occupied, '');
  await mkdir(join(folder, 'empty'));
  const place = join(occupied, 'below');
  await using checkpoints = await openCheckpoints({ folder: place, origin, log });
  await checkpoints.save(epochOf(1, 0.5));
  await checkpoints.save(epochOf(2, 0.5));
  await checkpoints.settled();
  expect(lines).toEqual([expect.stringContaining('checkpoints cannot be written')]);
});
