import { randomStream, shuffled } from '@tenbin/contracts';
import { changesOf, imageStream } from '../augment/augment-image.ts';
import { partnerOf } from '../augment/mixup.ts';
import { strengthsOf } from '../augment/strengths.ts';
import type { AugmentationParameters } from '../augment/strengths.ts';
import type { Dataset } from '@tenbin/data';
import { keptShareOf, preparer } from './prepare.ts';
import type { Ingredients } from './prepare.ts';
import { roomFor } from './room.ts';

export interface VersionsRequest {
  dataset: Pick<Dataset, 'facts' | 'inputShape' | 'train'>;
  parameters: AugmentationParameters;
  seed: number;
  /** Training images at the most. */
  count: number;
  /** Augmented versions of each. */
  versions: number;
}

/** A training image beside what training makes of it. */
export interface AugmentedVersions {
  file: string;
  /** Name of its class. */
  label: string;
  /** `[height, width, channels]` */
  original: Uint8Array;
  /** What is done to it, in words, and the bytes that the network would see. */
  versions: { caption: string; pixels: Uint8Array }[];
}

/**
 * Training images of all classes in turn, each beside its augmented versions. Version `n` is made by the code that
 * makes batches, as if the chosen images were the first batch of epoch `n`: what a sheet shows is what is trained on.
 */
export function augmentedVersions({
  dataset,
  parameters,
  seed,
  count,
  versions,
}: VersionsRequest): AugmentedVersions[] {
  const { train, facts, inputShape } = dataset;
  const places = choose(train.labels, count, seed);
  const ingredients: Ingredients = {
    images: train.images,
    labels: train.labels,
    shape: inputShape,
    classes: facts.classes.length,
    strengths: strengthsOf(parameters),
    seed,
  };
  const labelOf = (place: number | undefined) => facts.classes[train.labels[place ?? 0] ?? 0] ?? '';
  const shown = { places, labelOf };
  const prepare = preparer(ingredients);
  const epochs = Array.from({ length: versions }, (_, before) => {
    const batch = roomFor(ingredients, places.length);
    prepare({ epoch: before + 1, step: 1, places }, batch);
    return { epoch: before + 1, images: batch.images };
  });
  const size = inputShape[0] * inputShape[1] * inputShape[2];
  return places.map((place, row) => ({
    file: train.files[place] ?? '',
    label: labelOf(place),
    original: train.images.slice(place * size, (place + 1) * size),
    versions: epochs.map(({ epoch, images }) => ({
      caption: captionOf(ingredients, { ...shown, epoch, row }),
      pixels: images.slice(row * size, (row + 1) * size),
    })),
  }));
}

interface Shown {
  places: number[];
  labelOf: (place: number | undefined) => string;
  epoch: number;
  row: number;
}

function captionOf(ingredients: Ingredients, { places, labelOf, epoch, row }: Shown): string {
  const { shape, strengths, seed } = ingredients;
  const words = changesOf(shape, strengths, imageStream(seed, epoch, places[row] ?? 0));
  const partner = partnerOf(row, places.length);
  if (strengths.mixup > 0 && partner !== row) {
    const percent = Math.round(100 * (1 - keptShareOf(ingredients, epoch, 1)));
    if (percent > 0) words.push(`mixed with ${percent} % of ${labelOf(places[partner])}`);
  }
  return words.length === 0 ? 'unchanged' : words.join(', ');
}

/** `count` places at the most, one of each class in turn; which ones, the seed decides. */
function choose(labels: Int32Array, count: number, seed: number): number[] {
  const order = shuffled(labels.keys(), randomStream(seed, 'preview'));
  const classes = [...Map.groupBy(order, (place) => labels[place] ?? 0)].toSorted(([a], [b]) => a - b);
  const longest = Math.max(0, ...classes.map(([, places]) => places.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    classes.flatMap(([, places]) => places.slice(turn, turn + 1)),
  );
  return turns.flat().slice(0, count);
}
