import type { Batch } from '../step/train-step.ts';

/** The batches of one training set, epoch after epoch. Disposing of it ends what it started. */
export interface BatchSource extends AsyncDisposable {
  /**
   * The images in `order`, `batchSize` at a time, fewer at the end. Batches come one at a time and synchronously: the
   * arrays of one are overwritten once the next is asked for. An epoch may be left early; two cannot run at once.
   * @param epoch from 1; decides with the seed how images are changed
   * @param order indices into the training set
   * @throws AppError what went wrong in the thread that prepares batches; RangeError when an epoch is running
   */
  epoch(epoch: number, order: ArrayLike<number>): Iterable<Batch>;
}
