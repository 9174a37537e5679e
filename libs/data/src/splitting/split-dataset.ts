import { AppError } from '@tenbin/contracts';
import type { DatasetSpec } from '@tenbin/contracts';
import type { DecodedSet } from '../dataset.ts';
import { imageGroups } from './image-groups.ts';
import { splitImages } from './split.ts';
import type { Split } from './split.ts';

interface SplitDatasetRequest {
  spec: DatasetSpec;
  /** How messages call the source. */
  title: string;
  seed: number;
  /** From 1; the first of the folds when it is not said. */
  fold: number | undefined;
}

/** A split, and how it would have been had copies not been kept together. */
export interface DatasetSplit extends Split {
  withoutGroups: Split;
}

/**
 * The split that a specification asks for. A source with its own test part keeps it; all else is split.
 * @throws AppError `dataset_invalid`, or `bad_input` for a fold or a test share that has no use
 */
export function splitDataset(
  decoded: DecodedSet,
  { spec, title, seed, fold }: SplitDatasetRequest,
): DatasetSplit {
  const { testFrom, classes } = decoded;
  const hasTest = testFrom < decoded.files.length;
  refuseUseless(spec, { title, fold, hasTest });
  const files = decoded.files.slice(0, testFrom);
  const copies = decoded.copies.map((group) => group.filter((at) => at < testFrom));
  const { validation, test, stratify, groups: pattern, folds } = spec;
  const split = (alike: number[][]): Split =>
    splitImages({
      labels: decoded.labels.slice(0, testFrom),
      groups: imageGroups({ files, copies: alike, pattern }),
      classes,
      validation,
      test,
      stratify,
      mixed: pattern !== undefined,
      fold: folds === undefined ? undefined : { number: fold ?? 1, count: folds },
      seed,
    });
  const sides = split(copies);
  const withoutGroups = decoded.copies.length > 0 ? split([]) : sides;
  if (!hasTest) return { ...sides, withoutGroups };
  const own = Array.from({ length: decoded.files.length - testFrom }, (_, at) => testFrom + at);
  return { ...sides, test: own, withoutGroups };
}

function refuseUseless(
  { folds, test }: DatasetSpec,
  { title, fold, hasTest }: { title: string; fold: number | undefined; hasTest: boolean },
): void {
  if (fold !== undefined && (folds === undefined || fold > folds)) {
    throw new AppError({
      code: 'bad_input',
      message:
        folds === undefined
          ? `parameters.fold is ${fold}, but the data set is not parted into folds`
          : `parameters.fold is ${fold}, but there are ${folds} folds`,
      hint: `Set dataset.folds to ${Math.max(2, fold)} or more, or leave parameters.fold out.`,
    });
  }
  if (hasTest && test > 0) {
    throw new AppError({
      code: 'bad_input',
      message: `dataset.test is ${test}, but ${title} has a test part of its own`,
      hint: 'Leave dataset.test out.',
    });
  }
}
