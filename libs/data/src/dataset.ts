import type { DatasetFacts, PictureSheet } from '@tenbin/contracts';

/** Images in memory, one byte a channel: a quarter of what floats would take. */
export interface ImageSet {
  /** `[count, height, width, channels]`, 0–255, row by row. */
  images: Uint8Array;
  /** `[count]` indices into the classes of the facts. */
  labels: Int32Array;
  /** `[count]` paths inside the source. */
  files: string[];
}

export interface Dataset {
  facts: DatasetFacts;
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  train: ImageSet;
  validation: ImageSet;
  /** What the best weights are tested on at the end: the source's own test part, or a share; null for neither. */
  test: ImageSet | null;
}

/** A data set fresh from its source. */
export interface LoadedDataset extends Dataset {
  /** Pictures to the warnings of the facts, a sheet for each. Rendered when asked for. */
  sheets: () => Promise<PictureSheet[]>;
}

/** All images of a source after decoding, and what can be told from their pixels alone: what the cache keeps. */
export interface DecodedSet {
  classes: string[];
  /** `[height, width, channels]` */
  shape: [number, number, number];
  /** `[count, height, width, channels]`, 0–255, row by row. */
  pixels: Uint8Array;
  /** `[count]` paths inside the source. */
  files: string[];
  /** `[count]` indices into the classes. */
  labels: number[];
  /** `[count]` smaller side of each image as it was, in pixels. */
  sides: number[];
  /** `[count]` variance of the Laplacian: little in a blurred image. */
  sharpness: number[];
  /** `[count]` standard deviation of the channel values, 0–127.5. */
  deviation: number[];
  /** Where the source's own test part begins; `count` without one. */
  testFrom: number;
  /** Images that are copies of each other, two at least, in ascending order. */
  copies: number[][];
  /** The same for images whose pixels are equal. */
  exact: number[][];
  skipped: DatasetFacts['skipped'];
  /** Sentences about how the source was understood. */
  notes: string[];
  /** SHA-256 of classes, labels and pixels in their order. */
  hash: string;
}
