import type { DatasetFacts } from '@tenbin/contracts';

/** Images in memory, one byte a channel: a quarter of what floats would take. */
export interface ImageSet {
  /** `[count, height, width, channels]`, 0–255, row by row. */
  images: Uint8Array;
  /** `[count]` indices into the classes of the facts. */
  labels: Int32Array;
  /** `[count]` paths inside the folder or zip. */
  files: string[];
}

export interface Dataset {
  facts: DatasetFacts;
  /** `[height, width, channels]` */
  inputShape: [number, number, number];
  train: ImageSet;
  validation: ImageSet;
}

/** One image after decoding. */
export interface DecodedImage {
  /** Path inside the folder or zip, with `/`. */
  file: string;
  /** Index into the classes. */
  label: number;
  /** `[height, width, channels]`, 0–255. */
  pixels: Uint8Array;
}
