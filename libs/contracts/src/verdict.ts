import { z } from 'zod';
import { anyNumber } from './metric.ts';

export const verdictStates = [
  'healthy',
  'overfitting',
  'underfitting',
  'diverged',
  'plateau',
  'unclear',
] as const;
export type VerdictState = (typeof verdictStates)[number];

export const verdict = z.strictObject({
  state: z.enum(verdictStates),
  /** First epoch of the harmful part (from 1), when there is one. */
  onsetEpoch: z.int().positive().nullable(),
  /** First epoch at which the state could be known, from the epochs up to it alone. */
  detectedAtEpoch: z.int().positive().nullable(),
  /** Epoch of the lowest finite val_loss. */
  bestEpoch: z.int().positive().nullable(),
  /** The numbers that the decision rests on, by name. */
  evidence: z.record(z.string(), anyNumber),
  /** Sentences for people, the most important first, with the numbers in them. */
  reasons: z.array(z.string()),
});

/** What a history says about the run: histories in, verdict out. */
export type Verdict = z.infer<typeof verdict>;
