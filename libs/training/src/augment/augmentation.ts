import type { AugmentationName } from '@tenbin/contracts';
import type { Change } from './change.ts';

/** How much of each augmentation; 0 is none of it. In the units of the parameters of the same names. */
export type Strengths = Record<AugmentationName, number>;

/** One way of changing an image. */
export interface ImageAugmentation {
  of: 'image';
  summary: string;
  /**
   * Uniform numbers of [0, 1) that it takes for each image. It takes them at strength 0 too: so the strength of one
   * augmentation changes nothing about the others.
   */
  draws: number;
  /** Adds to `change` what it does to an image. Called at strengths above 0 only. */
  add(change: Change, strength: number, draw: ArrayLike<number>): void;
  /** What `add` does with the same draw, for people; empty when that is nothing. */
  words(strength: number, draw: ArrayLike<number>, shape: Change['shape']): string;
}

/** One way of changing the images of a batch by each other. */
export interface BatchAugmentation {
  of: 'batch';
  summary: string;
}

export type Augmentation = ImageAugmentation | BatchAugmentation;

/** A uniform number of [0, 1) as an amount in [−`most`, `most`). */
export function eitherWay(draw: number | undefined, most: number): number {
  return (2 * (draw ?? 0.5) - 1) * most;
}
