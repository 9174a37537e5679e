import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@tenbin/contracts';
import { openFolder } from './folder-source.ts';
import type { ImageSource } from './image-source.ts';
import { openZip } from './zip-source.ts';

/**
 * Opens what `path` (absolute, or from the current folder) points to.
 * @throws AppError `dataset_missing` or `dataset_invalid`
 */
export async function openSource(path: string): Promise<ImageSource> {
  const place = resolve(path);
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) {
    throw new AppError({
      code: 'dataset_missing',
      message: `there is no data set at ${place}`,
      hint: 'Set dataset.path to a folder or a zip that holds a folder of images for each class.',
    });
  }
  if (found.isDirectory()) return openFolder(place);
  return openZip(place);
}
