import type { Interval } from '@tenbin/contracts';
import { bootstrap } from '../statistics/index.ts';
import { roundsFor } from './rounds.ts';

export interface GapRequest {
  /** `[count]` of images that were trained on, without dropout and augmentation. */
  trainLosses: ArrayLike<number>;
  /** `[count]` of images that were not, likewise. */
  validationLosses: ArrayLike<number>;
  /** Of the bootstrap over the images of each side. */
  seed: number;
  level?: number;
}

/**
 * Mean validation loss less mean training loss, with its bootstrap interval (95 %, if `level` says nothing else). A loss
 * that is no number leaves no interval.
 */
export function gapOf({ trainLosses, validationLosses, seed, level = 0.95 }: GapRequest): Interval {
  const value = meanOf(validationLosses) - meanOf(trainLosses);
  if (!Number.isFinite(value)) return { value, low: Number.NaN, high: Number.NaN };
  return bootstrap({
    samples: [validationLosses, trainLosses],
    statistic: ([validation = [], train = []]) => meanOf(validation) - meanOf(train),
    seed,
    level,
    rounds: roundsFor(validationLosses.length + trainLosses.length),
  });
}

/** NaN of nothing. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] ?? Number.NaN;
  return sum / values.length;
}
