import { expect, test } from 'vitest';
import { randomStream } from '@tenbin/contracts';
import type { DatasetWarningKind } from '@tenbin/contracts';
import sharp from 'sharp';
import { groupCopies } from '../copies.ts';
import type { DecodedSet } from '../dataset.ts';
import { imagesOf } from '../decode-set.ts';
import { deviationOf, sharpnessOf } from '../measures.ts';
import { splitDataset } from '../splitting/split-dataset.ts';
import { datasetSpec } from '@tenbin/contracts';
import { checks } from './check-images.ts';

const shape: [number, number, number] = [32, 32, 1];
const size = 32 * 32;

/** Noise that `variant` decides. */
function noise(variant: number): Uint8Array {
  const random = randomStream(variant, 'noise');
  return Uint8Array.from({ length: size }, () => random.below(256));
}

interface Given {
  pixels: Uint8Array;
  label: number;
  side?: number;
}

/** As the data set would be decoded, the images from `testFrom` on being its own test part. */
function setOf(images: Given[], testFrom = images.length): DecodedSet {
  const pixels = Buffer.concat(images.map((image) => image.pixels));
  const labels = images.map(({ label }) => label);
  const each = imagesOf({ pixels, shape, count: images.length });
  return {
    classes: ['cat', 'dog'],
    shape,
    pixels,
    files: images.map((_, at) => `${at}.png`),
    labels,
    sides: images.map(({ side = 32 }) => side),
    sharpness: each.map((image) => sharpnessOf(image, shape)),
    deviation: each.map((image) => deviationOf(image)),
    testFrom,
    ...groupCopies({ pixels, labels, shape }),
    skipped: [],
    notes: [],
    hash: '',
  };
}

function check(kind: DatasetWarningKind, decoded: DecodedSet) {
  const spec = datasetSpec.parse({ path: 'here' });
  const split = splitDataset(decoded, { spec, title: 'here', seed: 1, fold: undefined });
  return checks[kind]({ decoded, split });
}

/** Ten different images of each class. */
const sound: Given[] = Array.from({ length: 20 }, (_, at) => ({ pixels: noise(at), label: at < 10 ? 0 : 1 }));

test.for(Object.keys(checks))('%s has nothing to say about sound data', (kind) => {
  const [name] = Object.keys(checks).filter((other): other is DatasetWarningKind => other === kind);
  expect(check(name ?? 'tiny', setOf(sound))).toBeNull();
});

test('equal pixels are counted, and labels that contradict each other are told', () => {
  const images = [
    ...sound,
    { pixels: noise(0), label: 0 },
    { pixels: noise(0), label: 0 },
    { pixels: noise(1), label: 1 },
  ];
  const decoded = setOf(images);
  expect(check('exactDuplicates', decoded)).toMatchObject({
    message: '3 images of 23 repeat 2 pictures pixel for pixel; 1 of those pictures has several labels.',
    count: 3,
    shown: [0, 20, 21, 1, 22].map((image) => ({ image })),
  });
  expect(check('nearDuplicates', decoded)).toBeNull();
});

test('a brighter copy is a near one', () => {
  const brighter = noise(3).map((value) => Math.min(255, value + 2));
  const decoded = setOf([...sound, { pixels: brighter, label: 0 }, { pixels: noise(3), label: 0 }]);
  expect(check('nearDuplicates', decoded)).toMatchObject({ count: 1, shown: [{ image: 3 }, { image: 20 }] });
});

test('copies of a source’s own test part leak, those of the part that is split would have', () => {
  const twins = [...sound, ...sound.slice(0, 6)];
  const kept: Given[] = [0, 1, 30].map((variant) => ({ pixels: noise(variant), label: 0 }));
  const leaks = check('leakage', setOf([...sound, ...kept], sound.length));
  expect(leaks).toMatchObject({ count: 2, shown: [{ image: 20 }, { image: 21 }] });
  expect(leaks?.message).toContain('2 of 3 test images have a copy among the images that are trained on');
  const spared = check('leakage', setOf(twins));
  expect(spared?.message).toMatch(/^\d of 8 held-out images would have had a copy .* so none has\.$/);
  expect(spared?.count).toBeGreaterThan(0);
  const torn = check('leakage', setOf([...sound, { pixels: noise(0), label: 1 }]));
  expect(torn?.message).toContain('2 images have a copy under another label.');
});

test('a class of three times another is told with numbers', () => {
  const cats = (count: number) => Array.from({ length: count }, (_, at) => ({ pixels: noise(at), label: 0 }));
  const dogs = sound.slice(10);
  expect(
    check('imbalance', setOf([...cats(29), ...dogs.map((dog, at) => ({ ...dog, pixels: noise(100 + at) }))])),
  ).toBeNull();
  expect(
    check('imbalance', setOf([...cats(30), ...dogs.map((dog, at) => ({ ...dog, pixels: noise(100 + at) }))])),
  ).toMatchObject({
    message:
      'The class cat has 30 images, 3.0 times the 10 of dog: always answering cat is right in 75 % of all images.',
    count: 30,
  });
});

test('an image is tiny below a quarter of the side', () => {
  const images = [
    ...sound,
    { pixels: noise(40), label: 0, side: 8 },
    { pixels: noise(41), label: 0, side: 7 },
  ];
  expect(check('tiny', setOf(images))).toMatchObject({ count: 1, shown: [{ image: 21, caption: '7 px' }] });
});

test('a blurred image has little of the sharpness of the others, and a flat one is no blurred one', async () => {
  const raw = { width: 32, height: 32, channels: 1 as const };
  const blur = await sharp(noise(50), { raw }).blur(3).toColourspace('b-w').raw().toBuffer();
  const images = [...sound, { pixels: blur, label: 0 }, { pixels: new Uint8Array(size).fill(9), label: 1 }];
  expect(check('blurred', setOf(images))).toMatchObject({ count: 1, shown: [{ image: 20 }] });
  expect(check('constant', setOf(images))).toMatchObject({ count: 1, shown: [{ image: 21 }] });
});

test('measures are those of their definitions', () => {
  const spot = new Uint8Array(9);
  spot[4] = 10;
  expect(deviationOf(Uint8Array.of(0, 0, 10, 10))).toBe(5);
  // One inner pixel only: its own variance is none.
  expect(sharpnessOf(spot, [3, 3, 1])).toBe(0);
  const edge = Uint8Array.of(0, 0, 10, 10, 0, 0, 10, 10, 0, 0, 10, 10);
  // Inner row 0 0 10 10: Laplacian 10 and −10.
  expect(sharpnessOf(edge, [3, 4, 1])).toBe(100);
});
