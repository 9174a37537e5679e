import { datasetWarningKinds } from '@tenbin/contracts';
import type { DatasetWarning, DatasetWarningKind, PictureSheet } from '@tenbin/contracts';
import type { DecodedSet } from '../dataset.ts';
import { pictureOf } from '../picture.ts';
import { blurred } from './blurred.ts';
import type { Check, Checked, Finding } from './check.ts';
import { constant } from './constant.ts';
import { exactDuplicates } from './exact-duplicates.ts';
import { imbalance } from './imbalance.ts';
import { leakage } from './leakage.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { tiny } from './tiny.ts';

export const checks: Record<DatasetWarningKind, Check> = {
  exactDuplicates,
  nearDuplicates,
  leakage,
  imbalance,
  tiny,
  blurred,
  constant,
};

/** Pictures of a sheet: as many as people look at. */
const shownAtMost = 24;

/** Everything doubtful about a data set, and a way to see it. */
export function checkImages(checked: Checked): {
  warnings: DatasetWarning[];
  sheets: () => Promise<PictureSheet[]>;
} {
  const found = datasetWarningKinds.flatMap((kind) => {
    const finding = checks[kind](checked);
    return finding === null ? [] : [{ kind, ...finding, shown: finding.shown.slice(0, shownAtMost) }];
  });
  return {
    warnings: found.map(({ kind, message, count }) => ({ kind, message, count })),
    sheets: async () =>
      Promise.all(
        found.map(async ({ kind, shown }) => ({
          name: kind,
          pictures: await picturesOf(shown, checked.decoded),
        })),
      ),
  };
}

async function picturesOf(
  shown: Finding['shown'],
  { pixels, shape, files, labels, classes }: DecodedSet,
): Promise<PictureSheet['pictures']> {
  const size = shape[0] * shape[1] * shape[2];
  return Promise.all(
    shown.map(async ({ image, caption }) => ({
      file: files[image] ?? '',
      label: classes[labels[image] ?? 0] ?? '',
      caption,
      image: await pictureOf(pixels.subarray(image * size, (image + 1) * size), shape),
    })),
  );
}
