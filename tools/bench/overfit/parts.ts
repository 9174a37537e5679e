import type { Seen } from './detect.ts';
import type { PicturesAt } from './picture-codec.ts';
import type { Recording } from './recording.ts';
import { pool } from './trainings.ts';

/** Parts of the pool that each stand for a validation set: the small ones share no picture. */
export const parts = [
  { from: 0, to: 20 },
  { from: 20, to: 60 },
  { from: 60, to: 160 },
  { from: 160, to: 360 },
  { from: 0, to: pool },
] as const;
export type Part = (typeof parts)[number];

/** What a detector sees of a training that was validated on that part of the pool. */
export function seenOn({ loss, accuracy, pictures }: Recording, { from, to }: Part): Seen {
  const mean = (of: (epoch: PicturesAt) => ArrayLike<number>): number[] =>
    pictures.map(
      (epoch) =>
        Array.from(of(epoch))
          .slice(from, to)
          .reduce((sum, value) => sum + value, 0) /
        (to - from),
    );
  return {
    history: {
      loss,
      accuracy,
      val_loss: mean(({ losses }) => losses),
      val_accuracy: mean(({ correct }) => correct),
    },
    validationImages: to - from,
    pictures: pictures.map(({ losses }) => losses.subarray(from, to)),
  };
}
