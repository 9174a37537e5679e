import { readdir, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { isCifarFolder, openCifar } from './cifar-source.ts';
import { openCsv } from './csv-source.ts';
import { treeSource } from './file-tree.ts';
import { openFolder } from './folder-tree.ts';
import { openKnown } from './known-datasets.ts';
import { openNpz } from './npz-source.ts';
import type { DatasetSource } from './source.ts';
import { openZip } from './zip-tree.ts';

/** Formats by the ending of the file; any other file is tried as a zip. */
const formats = new Map<string, (place: string) => Promise<DatasetSource>>([
  ['.csv', openCsv],
  ['.npz', openNpz],
  ['.bin', openCifar],
]);

/**
 * Opens what a specification points to: a path (absolute, or from the current folder), or a name that Tenbin knows.
 * @param home Tenbin's folder on this machine, where known data sets may lie
 * @throws AppError `dataset_missing` or `dataset_invalid`
 */
export async function openSource(
  { path, name }: Pick<DatasetSpec, 'path' | 'name'>,
  home?: string,
): Promise<DatasetSource> {
  if (name !== undefined) return openKnown(name, home);
  const place = resolve(path ?? '');
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) {
    throw new AppError({
      code: 'dataset_missing',
      message: `there is no data set at ${place}`,
      hint: 'Set dataset.path to a folder or zip with a folder of images for each class, a CSV, .npz or CIFAR .bin.',
    });
  }
  if (!found.isDirectory()) {
    const open = formats.get(extname(place).toLowerCase());
    return open === undefined ? treeSource(await openZip(place), path ?? place) : open(place);
  }
  const names = await readdir(place).catch(() => []);
  if (isCifarFolder(names)) return openCifar(place);
  return treeSource(await openFolder(place), path ?? place);
}
