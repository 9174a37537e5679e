import type { ImageSet } from '@tenbin/data';
import type { Batch } from '../step/train-step.ts';

/**
 * The images of `set` as they are and in their order, `size` at a time, fewer at the end. The images of a batch are a
 * window on the set, not a copy; its targets are overwritten by the next batch.
 */
export function* inOrder(set: ImageSet, classes: number, size: number): Generator<Batch, void> {
  const count = set.labels.length;
  const bytes = set.images.length / Math.max(1, count);
  const room = new Float32Array(Math.min(size, count) * classes);
  for (let from = 0; from < count; from += size) {
    const labels = set.labels.subarray(from, from + size);
    const targets = room.subarray(0, labels.length * classes).fill(0);
    labels.forEach((label, row) => (targets[row * classes + label] = 1));
    yield { images: set.images.subarray(from * bytes, (from + labels.length) * bytes), targets };
  }
}
