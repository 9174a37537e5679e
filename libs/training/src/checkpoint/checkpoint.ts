import { z } from 'zod';
import { trialParameters } from '@tenbin/contracts';
import { epochNumbers } from '../epoch-result.ts';
import type { EpochNumbers, EpochResult, Snapshot } from '../epoch-result.ts';

/** What was trained on what: it has to be the same for a training to go on. */
export const origin = z.strictObject({
  parameters: trialParameters,
  seed: z.int(),
  /** `[height, width, channels]` */
  inputShape: z.tuple([z.int(), z.int(), z.int()]),
  /** Names, in the order of the network's outputs. */
  classes: z.array(z.string()),
  /** Hash of the data set. */
  dataset: z.string(),
});
export type Origin = z.output<typeof origin>;

export interface Checkpoint extends Snapshot {
  origin: Origin;
  /** Every epoch up to this one. */
  history: EpochNumbers[];
}

/** The numbers of `result` alone, without its arrays. */
export function numbersOf(result: EpochResult): EpochNumbers {
  return epochNumbers.strip().parse(result);
}

/** The epoch of the lowest val_loss, the earlier one of equals; undefined when no val_loss is a number. */
export function bestOf(history: EpochNumbers[]): EpochNumbers | undefined {
  const [first, ...others] = history.filter(({ val_loss }) => Number.isFinite(val_loss));
  return first && others.reduce((best, next) => (next.val_loss < best.val_loss ? next : best), first);
}
