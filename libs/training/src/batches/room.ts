import type { Batch } from '../step/train-step.ts';
import type { Ingredients } from './prepare.ts';

type Layout = Pick<Ingredients, 'shape' | 'classes'>;

/** A batch of `count` images to write into, in memory that threads can share. */
export function roomFor({ shape, classes }: Layout, count: number): Batch {
  const [height, width, channels] = shape;
  return {
    images: new Uint8Array(new SharedArrayBuffer(count * height * width * channels)),
    targets: new Float32Array(new SharedArrayBuffer(count * classes * Float32Array.BYTES_PER_ELEMENT)),
  };
}

/** The first `count` images of a batch. */
export function firstOf({ images, targets }: Batch, { shape, classes }: Layout, count: number): Batch {
  return {
    images: images.subarray(0, count * shape[0] * shape[1] * shape[2]),
    targets: targets.subarray(0, count * classes),
  };
}
