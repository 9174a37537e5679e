import { readdirSync } from 'node:fs';
import { randomStream, shuffled, trialParameters } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import { presets } from '../augment/strengths.ts';
import type { ImageSet } from '@tenbin/data';
import type { Batch } from '../step/train-step.ts';
import { inOrder } from './in-order.ts';
import { openBatches } from './open-batches.ts';
import { plainBatches } from './plain-batches.ts';

const [side, classes, count] = [8, 3, 50];
const inputShape = [side, side, 3] as const;
const size = side * side * 3;

function randomSet(images: Uint8Array = new Uint8Array(count * size)): ImageSet {
  const random = randomStream(1, 'pictures');
  for (let at = 0; at < images.length; at += 1) images[at] = random.below(256);
  return {
    images,
    labels: Int32Array.from({ length: count }, (_, at) => at % classes),
    files: Array.from({ length: count }, (_, at) => `${at}.png`),
  };
}

const set = randomSet();
const orderOf = (epoch: number) => shuffled(Array(count).keys(), randomStream(1, `shuffle/${epoch}`));
const copyOf = ({ images, targets }: Batch) => ({ images: images.slice(), targets: targets.slice() });
const copies = (batches: Iterable<Batch>) => Array.from(batches, copyOf);

function ingredients(images = set.images) {
  return { images, labels: set.labels, shape: inputShape, classes, strengths: presets.strong, seed: 1 };
}

function request(augmentation: 'none' | 'strong', batchSize = 16) {
  return {
    set,
    inputShape,
    classes,
    batchSize,
    parameters: trialParameters.parse({ augmentation }),
    seed: 1,
  };
}

/** Threads that the system counts for this process. */
const threads = () => readdirSync('/proc/self/task').length;

test('images as they are come in the order of the epoch, each with its class', async () => {
  await using source = openBatches(request('none'));
  const order = orderOf(1);
  const batches = copies(source.epoch(1, order));
  expect(batches.map(({ images }) => images.length / size)).toEqual([16, 16, 16, 2]);
  const images = Buffer.concat(batches.map((batch) => batch.images));
  expect(images).toEqual(
    Buffer.concat(order.map((place) => set.images.subarray(place * size, (place + 1) * size))),
  );
  const labels = batches.flatMap(({ targets }) =>
    Array.from(
      { length: targets.length / classes },
      (_, row) => targets.indexOf(1, row * classes) - row * classes,
    ),
  );
  expect(labels).toEqual(order.map((place) => place % classes));
});

test('the thread gives the bytes that this thread gives, epoch after epoch', async () => {
  await using threaded = openBatches(request('strong'));
  await using plain = plainBatches(ingredients(), 16);
  const epochs = [1, 2, 3].map((epoch) => {
    const batches = copies(threaded.epoch(epoch, orderOf(epoch)));
    expect(batches).toEqual(copies(plain.epoch(epoch, orderOf(epoch))));
    return batches;
  });
  expect(epochs[0]?.[0]).not.toEqual(epochs[1]?.[0]);
});

test('a batch stays as it is while it is used, however far ahead the thread is', async () => {
  await using source = openBatches(request('strong', 4));
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (const batch of source.epoch(1, orderOf(1))) {
    const before = copyOf(batch);
    // As a native step does: nothing else runs on this thread, and the other one has time for all of its slots.
    Atomics.wait(clock, 0, 0, 30);
    expect(copyOf(batch)).toEqual(before);
  }
});

test('an image is changed in the same way in batches of any size', async () => {
  const strengths = { ...presets.strong, mixup: 0 };
  await using small = plainBatches({ ...ingredients(), strengths }, 7);
  await using large = plainBatches({ ...ingredients(), strengths }, 50);
  const bytes = (batches: Batch[]) => Buffer.concat(batches.map(({ images }) => images));
  expect(bytes(copies(small.epoch(1, orderOf(1))))).toEqual(bytes(copies(large.epoch(1, orderOf(1)))));
});

test('under mixup every target still sums to 1', async () => {
  await using source = openBatches(request('strong'));
  const targets = copies(source.epoch(1, orderOf(1))).flatMap((batch) => [...batch.targets]);
  const sums = Array.from({ length: count }, (_, row) =>
    targets.slice(row * classes, (row + 1) * classes).reduce((sum, share) => sum + share, 0),
  );
  expect(sums.every((sum) => Math.abs(sum - 1) < 1e-6)).toBe(true);
  expect(targets.some((share) => share > 0 && share < 1)).toBe(true);
});

test('an epoch that is left early does not disturb the next', async () => {
  await using source = openBatches(request('strong', 4));
  for (const leaveAt of [1, 2, 5]) {
    let seen = 0;
    for (const batch of source.epoch(1, orderOf(1))) {
      expect(batch.targets).toHaveLength(4 * classes);
      seen += 1;
      if (seen === leaveAt) break;
    }
  }
  await using plain = plainBatches(ingredients(), 4);
  expect(copies(source.epoch(2, orderOf(2)))).toEqual(copies(plain.epoch(2, orderOf(2))));
});

test('a second epoch cannot begin while one runs, and none after the end', async () => {
  const source = openBatches(request('strong', 4));
  const running = source.epoch(1, orderOf(1))[Symbol.iterator]();
  running.next();
  expect(() => copies(source.epoch(2, orderOf(2)))).toThrow('still running');
  await source[Symbol.asyncDispose]();
  expect(() => copies(source.epoch(2, orderOf(2)))).toThrow('closed');
});

test.skipIf(process.platform !== 'linux')(
  'no thread is left after the end, also in the middle of an epoch',
  async () => {
    const before = threads();
    for (const leaveAt of [0, 1, 3]) {
      {
        await using source = openBatches(request('strong', 4));
        const running = source.epoch(1, orderOf(1))[Symbol.iterator]();
        for (let step = 0; step < leaveAt; step += 1) running.next();
        expect(threads()).toBeGreaterThan(before);
      }
      expect(threads()).toBe(before);
    }
  },
);

test('an error in the thread reaches who asks for the next batch', async () => {
  await using source = openBatches(request('strong', 4));
  const order = [...orderOf(1).slice(0, 20), count, 0];
  const seen: Batch[] = [];
  const all = () => {
    for (const batch of source.epoch(1, order)) seen.push(copyOf(batch));
  };
  expect(all).toThrow(expect.objectContaining({ name: 'AppError', message: 'image 50 of 50 images' }));
  expect(seen.length).toBeLessThan(6);
  expect(all).toThrow('image 50 of 50 images');
});

test('images that lie in shared memory already are not copied', async () => {
  const images = new Uint8Array(new SharedArrayBuffer(count * size));
  const shared = randomSet(images);
  await using source = openBatches({ ...request('strong'), set: shared });
  const before = copies(source.epoch(1, orderOf(1)));
  images.fill(0);
  expect(copies(source.epoch(1, orderOf(1)))).not.toEqual(before);
});

test('validation batches are windows on the set, in its order', () => {
  const batches = Array.from(inOrder(set, classes, 20), ({ images, targets }) => ({
    images,
    labels: Array.from(
      { length: targets.length / classes },
      (_, row) => targets.indexOf(1, row * classes) % classes,
    ),
  }));
  expect(batches.map(({ images }) => images.byteOffset / size)).toEqual([0, 20, 40]);
  expect(batches.every(({ images }) => images.buffer === set.images.buffer)).toBe(true);
  expect(batches.flatMap(({ labels }) => labels)).toEqual([...set.labels]);
});
