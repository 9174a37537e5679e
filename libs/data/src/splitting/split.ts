import { dealFolds } from './folds.ts';
import { holdOut } from './hold-out.ts';

export interface SplitRequest {
  /** Class of each image. */
  labels: number[];
  /** Images that have to stay together, as indices; every image is in one group. */
  groups: number[][];
  classes: string[];
  /** Share of the images kept for validation, 0–1. */
  validation: number;
  /** Share of the images kept for a test, 0–1; 0 for none. */
  test: number;
  /** Whether the shares hold in every class, and not only on the whole. */
  stratify: boolean;
  /**
   * Whether groups of several classes are dealt like the others. Where groups are copies alone they are not: such a
   * picture has two labels, which is nothing to validate on.
   */
  mixed: boolean;
  /** Of `count` equal parts, that one validates instead of a share; from 1. */
  fold?: { number: number; count: number } | undefined;
  seed: number;
}

/** Indices in ascending order; every image is on one side. */
export interface Split {
  train: number[];
  validation: number[];
  test: number[];
}

/**
 * A seeded split with no group on two sides and each share right to the nearest group; or one fold of k, where all
 * images that are not kept for the test validate once, but for those with two labels.
 * @throws AppError `dataset_invalid` when a class has too few different images for all sides
 */
export function splitImages(request: SplitRequest): Split {
  const { labels, fold } = request;
  const sides = fold === undefined ? holdOut(request) : dealFolds(request, fold);
  const all = labels.map((_, image) => image);
  return {
    train: all.filter((image) => !sides.validation.has(image) && !sides.test.has(image)),
    validation: all.filter((image) => sides.validation.has(image)),
    test: all.filter((image) => sides.test.has(image)),
  };
}
