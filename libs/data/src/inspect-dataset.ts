import { datasetTitle } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import { nativeSideOf } from './native-side.ts';
import { openSource } from './sources/open-source.ts';

export interface DatasetInspection {
  classes: string[];
  licence: string | null;
  /** Images to split into training and validation. */
  files: number;
  /** Images of the data set's own test part; 0 without one. */
  testFiles: number;
  /** Median of the smaller sides of up to 200 images, in pixels. */
  nativeSide: number;
}

/**
 * What can be known of a data set at once, before anything is queued: of up to 200
 * images the header is decoded, and no pixel.
 * @param home Tenbin's folder on this machine, where data sets known by name may lie
 * @throws AppError `dataset_missing`, or `dataset_invalid` for fewer than two classes, an empty one, or no image
 */
export async function inspectDataset(
  spec: Pick<DatasetSpec, 'path' | 'name'>,
  home?: string,
): Promise<DatasetInspection> {
  await using source = await openSource(spec, home);
  const { classes, images, test } = await source.contents();
  const nativeSide = await nativeSideOf(images, datasetTitle(spec));
  return { classes, licence: source.licence, files: images.length, testFiles: test.length, nativeSide };
}
