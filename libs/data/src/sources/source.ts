import type { DatasetFacts } from '@tenbin/contracts';

/** A data set that was found, before its images are looked at. */
export interface DatasetSource extends AsyncDisposable {
  /** Terms under which the images may be used, when the data set says. */
  licence: string | null;
  /** Another text as soon as one of its files is another: names, sizes and times, or checksums. */
  stamp: string;
  /**
   * Its classes and images, none of them decoded.
   * @throws AppError `dataset_invalid`
   */
  contents(): Promise<Contents>;
}

export interface Contents {
  /** In the order of their labels; two at least. */
  classes: string[];
  /** The images to train and validate on, in an order that no file system decides. */
  images: LabelledImage[];
  /** The images of the source's own test part; empty if it has none. */
  test: LabelledImage[];
  /** What of the source could not be read at all, and why. */
  skipped: DatasetFacts['skipped'];
  /** Sentences about how the source was understood. */
  notes: string[];
}

export interface LabelledImage {
  /** Path inside the source, with `/`, or the place in an array, as in `x_train[12]`. */
  file: string;
  /** Index into the classes. */
  label: number;
  /** Bytes, unpacked. */
  size: number;
  read(): Promise<ImageContent>;
}

/** An image file, or pixels as an array holds them. */
export type ImageContent = Buffer | RawImage;

export interface RawImage {
  /** `[height, width, channels]`, 0–255. */
  pixels: Uint8Array;
  /** `[height, width, channels]` of 1 (grey) or 3 (sRGB) channels. */
  shape: [number, number, number];
}

/** By code units: the order must not depend on the machine's language. */
export function byName(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
