import { augmentationNames, randomStream } from '@tenbin/contracts';
import type { AugmentationName } from '@tenbin/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyChange } from './apply-change.ts';
import { changesOf, imageAugmenter, imageStream } from './augment-image.ts';
import type { Augmentation, Strengths } from './augmentation.ts';
import { augmentations } from './augmentations.ts';
import { noChange } from './change.ts';
import { presets } from './strengths.ts';

type Shape = readonly [number, number, number];

const names = augmentationNames.filter((name) => name !== 'mixup');

/** What one augmentation, and nothing else, makes of a picture. */
function changed(name: AugmentationName, strength: number, draw: number[], picture: number[], shape: Shape) {
  const augmentation: Augmentation = augmentations[name];
  const change = noChange(shape);
  if (augmentation.of === 'image') augmentation.add(change, strength, draw);
  const target = new Uint8Array(picture.length);
  applyChange({ source: Uint8Array.from(picture), from: 0, target, at: 0 }, change);
  return [...target];
}

const square = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const squareShape = [3, 3, 1] as const;

const anyShape = fc.tuple(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 4 }),
);
const anyDraw = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 2,
  maxLength: 2,
});

function randomPicture(shape: Shape, seed = 1): number[] {
  const random = randomStream(seed, 'picture');
  return Array.from({ length: shape[0] * shape[1] * shape[2] }, () => random.below(256));
}

test.for(names)('%s of strength 0 leaves every byte as it is', (name) => {
  fc.assert(
    fc.property(anyShape, anyDraw, (shape, draw) => {
      const picture = randomPicture(shape);
      expect(changed(name, 0, draw, picture, shape)).toEqual(picture);
    }),
  );
});

test('a mirrored picture is read from right to left, all channels together', () => {
  expect(changed('flip', 0.5, [0.4], [1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])).toEqual([3, 4, 1, 2, 7, 8, 5, 6]);
  expect(changed('flip', 0.5, [0.6], square, squareShape)).toEqual(square);
});

test('a shift moves whole pixels right and down and mirrors the picture at its edges', () => {
  expect(changed('shift', 0.67, [0.75, 0.5], square, squareShape)).toEqual([1, 1, 2, 4, 4, 5, 7, 7, 8]);
  expect(changed('shift', 0.67, [0.5, 0.75], square, squareShape)).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6]);
  expect(changed('shift', 0.67, [0, 0.5], square, squareShape)).toEqual([3, 3, 2, 6, 6, 5, 9, 9, 8]);
});

test('a quarter turn of a square picture is exact, and four of them are none', () => {
  const turned = changed('rotate', 180, [0.75], square, squareShape);
  expect(turned).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  const shape = [6, 6, 3] as const;
  const picture = randomPicture(shape);
  const quarter = (image: number[]) => changed('rotate', 180, [0.75], image, shape);
  expect(quarter(picture)).not.toEqual(picture);
  expect(quarter(quarter(quarter(quarter(picture))))).toEqual(picture);
});

test('zooming in by two shows the middle, each pixel between two old ones a blend', () => {
  // The draw of 1 is the limit: a scale of 1 + 1.
  expect(changed('zoom', 1, [1], [0, 100, 200, 40], [1, 4, 1])).toEqual([75, 125, 175, 160]);
});

test('a slant leaves the middle row and moves those above and below it apart', () => {
  const column = [0, 0, 9, 0, 0];
  const bar = [column, column, column].flat();
  const slanted = changed('shear', 45, [1], bar, [3, 5, 1]);
  expect(slanted).toEqual([0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0]);
});

test('perspective keeps straight lines and makes one side larger than the other', () => {
  const shape = [65, 65, 1] as const;
  const band = Array.from({ length: 65 * 65 }, (_, at) =>
    Math.abs(Math.floor(at / 65) - 32) <= 10 ? 255 : 0,
  );
  const seen = changed('perspective', 0.2, [1, 0.5], band, shape);
  const heights = Array.from(
    { length: 65 },
    (_, column) => seen.filter((value, at) => at % 65 === column && value > 127).length,
  );
  expect(heights[64]).toBeGreaterThan(heights[0] ?? 0);
  expect(heights).toEqual(heights.toSorted((left, right) => left - right));
  // The divisor at the outermost pixels is 1 ± 0.1407, and the band 21 pixels high.
  expect([heights[0], heights[64]]).toEqual([19, 23]);
});

test('brightness adds a share of white and stops at black and white', () => {
  expect(changed('brightness', 0.2, [1], [0, 100, 250], [1, 3, 1])).toEqual([51, 151, 255]);
  expect(changed('brightness', 0.2, [0], [0, 100, 250], [1, 3, 1])).toEqual([0, 49, 199]);
});

test('contrast spreads the bytes about the middle grey', () => {
  expect(changed('contrast', 0.5, [0], [27, 127, 128, 228], [1, 4, 1])).toEqual([77, 127, 128, 178]);
  expect(changed('contrast', 0.5, [1], [27, 87, 168, 228], [1, 4, 1])).toEqual([0, 67, 188, 255]);
});

test('without saturation a picture is grey; one of a single channel has none to lose', () => {
  expect(changed('saturation', 1, [0], [255, 0, 0, 10, 20, 30], [1, 2, 3])).toEqual([76, 76, 76, 18, 18, 18]);
  expect(changed('saturation', 1, [0], square, squareShape)).toEqual(square);
});

test('cutout greys the square around its centre, cut off at the edge', () => {
  const white = Array.from({ length: 16 }, () => 255);
  const places = (draw: number[]) =>
    changed('cutout', 0.5, draw, white, [4, 4, 1]).flatMap((value, at) => (value === 128 ? at : []));
  expect(places([0.5, 0.5])).toEqual([5, 6, 9, 10]);
  expect(places([0, 0.99])).toEqual([8, 12]);
});

test('noise has the mean 0 and the standard deviation of its strength', () => {
  const shape = [64, 64, 3] as const;
  const grey = Array.from({ length: 64 * 64 * 3 }, () => 128);
  const differences = changed('noise', 0.1, [0.3], grey, shape).map((value) => value - 128);
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length;
  expect(Math.abs(mean)).toBeLessThan(1);
  expect(Math.sqrt(variance)).toBeCloseTo(25.5, 0);
});

function augmented(strengths: Strengths, shape: Shape, index: number, epoch = 1): Uint8Array {
  const source = Uint8Array.from(randomPicture(shape));
  const target = new Uint8Array(source.length);
  imageAugmenter(shape, strengths)({ source, from: 0, target, at: 0 }, imageStream(1, epoch, index));
  return target;
}

test('all of them together keep to the range of the picture and never leave its bytes', () => {
  fc.assert(
    fc.property(anyShape, fc.nat(1000), (shape, index) => {
      const size = shape[0] * shape[1] * shape[2];
      const target = new Uint8Array(size + 2).fill(7);
      const geometry = { ...presets.none, shift: 1, rotate: 180, zoom: 0.99, shear: 60, perspective: 0.5 };
      const source = Uint8Array.from(randomPicture(shape), (byte) => 50 + (byte % 100));
      imageAugmenter(shape, geometry)({ source, from: 0, target, at: 1 }, imageStream(1, 1, index));
      expect([target[0], target[size + 1]]).toEqual([7, 7]);
      const inside = target.subarray(1, size + 1);
      expect(Math.min(...inside)).toBeGreaterThanOrEqual(50);
      expect(Math.max(...inside)).toBeLessThan(150);
    }),
  );
});

test('chance hangs on seed, epoch and image only, and an augmenter keeps nothing from one image to the next', () => {
  const shape = [8, 8, 3] as const;
  expect(augmented(presets.strong, shape, 3)).toEqual(augmented(presets.strong, shape, 3));
  expect(augmented(presets.strong, shape, 3)).not.toEqual(augmented(presets.strong, shape, 4));
  expect(augmented(presets.strong, shape, 3)).not.toEqual(augmented(presets.strong, shape, 3, 2));
  const source = Uint8Array.from(randomPicture(shape));
  const target = new Uint8Array(source.length);
  const augment = imageAugmenter(shape, presets.strong);
  for (const index of [9, 3]) augment({ source, from: 0, target, at: 0 }, imageStream(1, 1, index));
  expect(target).toEqual(augmented(presets.strong, shape, 3));
});

test('one image in two is mirrored at 0.5, whatever else is done to it', () => {
  const shape = [8, 8, 3] as const;
  const mirrored = (strengths: Strengths) =>
    Array.from({ length: 2000 }, (_, index) =>
      changesOf(shape, strengths, imageStream(1, 1, index)).includes('mirrored'),
    );
  const alone = mirrored({ ...presets.none, flip: 0.5 });
  expect(alone.filter(Boolean).length / 2000).toBeCloseTo(0.5, 1);
  expect(mirrored(presets.strong)).toEqual(alone);
});

test('says what was done, and nothing about what was not', () => {
  const shape = [32, 32, 3] as const;
  expect(changesOf(shape, presets.none, imageStream(1, 1, 0))).toEqual([]);
  const some = { ...presets.none, flip: 1, shift: 0.125, rotate: 15, saturation: 0.3, cutout: 0.25 };
  expect(changesOf(shape, some, imageStream(1, 1, 0))).toEqual([
    'mirrored',
    'shifted 3 px',
    'turned 14° left',
    '10 % less colour',
    'a square cut out',
  ]);
});
