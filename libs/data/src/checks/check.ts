import type { DecodedSet } from '../dataset.ts';
import type { DatasetSplit } from '../splitting/split-dataset.ts';

/** What a check looks at: all images, those of the source's own test part at the end, and where each of them went. */
export interface Checked {
  decoded: DecodedSet;
  split: DatasetSplit;
}

/** Something doubtful about a data set. */
export interface Finding {
  /** A sentence with the numbers in it. */
  message: string;
  /** Images that it is about. */
  count: number;
  /** Images to show, the most telling first, each with a word to it. */
  shown: { image: number; caption: string }[];
}

/** One way in which data can be bad; null when it is not. */
export type Check = (checked: Checked) => Finding | null;

/** `one image` or `3 images`. */
export function imagesOf(count: number): string {
  return count === 1 ? 'one image' : `${count} images`;
}

/** The middle of the sorted numbers, the upper one of two; 0 of none. */
export function medianOf(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}
