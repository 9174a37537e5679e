import type { PictureSheet } from '@tenbin/contracts';
import type { AugmentationParameters } from '../augment/strengths.ts';
import type { Dataset } from '@tenbin/data';
import { pictureOf } from '@tenbin/data';
import { augmentedVersions } from './augmented-versions.ts';

/** 8 × (1 + 5) pictures: all that a sheet holds. */
const [count, versions] = [8, 5];

/**
 * Eight training images, each followed by five of its augmented versions, for the dashboard. The caption of an image
 * as it is, is `original`; that of a version says what was done to it.
 */
export async function augmentationSheet(
  dataset: Pick<Dataset, 'facts' | 'inputShape' | 'train'>,
  parameters: AugmentationParameters,
  seed: number,
): Promise<PictureSheet> {
  const rows = augmentedVersions({ dataset, parameters, seed, count, versions });
  const pictures = rows.flatMap(({ file, label, original, versions: made }) =>
    [{ caption: 'original', pixels: original }, ...made].map(async ({ caption, pixels }) => ({
      file,
      label,
      caption,
      image: await pictureOf(pixels, dataset.inputShape),
    })),
  );
  return { name: 'augmentation', pictures: await Promise.all(pictures) };
}
