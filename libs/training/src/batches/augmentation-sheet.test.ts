import { pictureSheet, trialParameters } from '@tenbin/contracts';
import { expect, test } from 'vitest';
import type { Dataset } from '@tenbin/data';
import { augmentationSheet } from './augmentation-sheet.ts';
import { augmentedVersions } from './augmented-versions.ts';

const [side, count] = [8, 12];
const size = side * side * 3;
const classes = ['cat', 'dog', 'horse'];

const images = Uint8Array.from({ length: count * size }, (_, at) => (at * 37) % 251);
const train = {
  images,
  labels: Int32Array.from({ length: count }, (_, at) => Math.floor(at / 4)),
  files: Array.from({ length: count }, (_, at) => `${at}.png`),
};
const dataset: Pick<Dataset, 'facts' | 'inputShape' | 'train'> = {
  inputShape: [side, side, 3],
  train,
  facts: {
    path: 'animals',
    licence: null,
    hash: '',
    classes,
    trainCounts: [4, 4, 4],
    validationCounts: [0, 0, 0],
    testCounts: [],
    skipped: [],
    warnings: [],
  },
};

test('a sheet is eight originals, each followed by five versions that say what was done', async () => {
  const parameters = trialParameters.parse({ flip: 1, mixup: 1 });
  const sheet = pictureSheet.parse(await augmentationSheet(dataset, parameters, 1));
  expect(sheet.pictures).toHaveLength(48);
  expect(sheet.pictures.flatMap(({ caption }, at) => (caption === 'original' ? at : []))).toEqual([
    0, 6, 12, 18, 24, 30, 36, 42,
  ]);
  expect(sheet.pictures[1]?.caption).toMatch(/^mirrored, mixed with \d+ % of (cat|dog|horse)$/);
});

test('images of all classes are shown in turn, under their own names', () => {
  const rows = augmentedVersions({
    dataset,
    parameters: trialParameters.parse({}),
    seed: 1,
    count: 6,
    versions: 2,
  });
  expect(rows.map(({ label }) => label)).toEqual([...classes, ...classes]);
  for (const { file, label, original, versions } of rows) {
    const place = Number.parseInt(file, 10);
    expect(original).toEqual(images.slice(place * size, (place + 1) * size));
    expect(label).toBe(classes[Math.floor(place / 4)]);
    const unchanged = { caption: 'unchanged', pixels: original };
    expect(versions).toEqual([unchanged, unchanged]);
  }
});

test('a data set with fewer images shows those that it has', () => {
  const parameters = trialParameters.parse({ augmentation: 'strong' });
  const rows = augmentedVersions({ dataset, parameters, seed: 1, count: 100, versions: 1 });
  expect(new Set(rows.map(({ file }) => file)).size).toBe(count);
});
