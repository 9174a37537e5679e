import type { BatchSource } from './batch-source.ts';
import { preparer } from './prepare.ts';
import type { Ingredients } from './prepare.ts';
import { firstOf, roomFor } from './room.ts';

/** Batches that are prepared on this thread, each when it is asked for. */
export function plainBatches(ingredients: Ingredients, batchSize: number): BatchSource {
  const prepare = preparer(ingredients);
  const room = roomFor(ingredients, Math.min(batchSize, ingredients.labels.length));
  return {
    *epoch(epoch, order) {
      const all = Int32Array.from(order);
      for (let from = 0, step = 1; from < all.length; from += batchSize, step += 1) {
        const places = all.subarray(from, from + batchSize);
        const batch = firstOf(room, ingredients, places.length);
        prepare({ epoch, step, places }, batch);
        yield batch;
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
