import type { Batch } from '@tenbin/training';

/** What is known of the images of a batch. */
export interface Shape {
  side: number;
  classes: number;
}

/** `count` images of noise `[count, side, side, 3]` with a brighter stripe where their class has it, and their classes. */
export function noise(count: number, { side, classes }: Shape, seed = 1) {
  let state = seed * 2_654_435_761;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const labels = Int32Array.from({ length: count }, () => Math.floor(random() * classes));
  const row = side * 3;
  const images = Uint8Array.from({ length: count * side * row }, (_, at) => {
    const label = labels[Math.floor(at / (side * row))] ?? 0;
    const isStripe = Math.floor((((at / row) | 0) % side) * (classes / side)) === label;
    return Math.floor(random() * 160) + (isStripe ? 80 : 0);
  });
  return { images, labels };
}

/** The same as batches for a step. */
export function noiseBatches(batches: number, batchSize: number, shape: Shape): Batch[] {
  const { images, labels } = noise(batches * batchSize, shape);
  const size = shape.side * shape.side * 3 * batchSize;
  return Array.from({ length: batches }, (_, at) => ({
    images: images.slice(at * size, (at + 1) * size),
    targets: Float32Array.from({ length: batchSize * shape.classes }, (_unused, place) =>
      Number(labels[at * batchSize + Math.floor(place / shape.classes)] === place % shape.classes),
    ),
  }));
}
