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

/** What a history looks like, more finely than its state: a plateau and a constant gap are both no overfitting. */
export const verdictPatterns = [
  'rising',
  'doubleDescent',
  'constantGap',
  'noise',
  'flat',
  'falling',
  'exploded',
  'tooShort',
  'steady',
] as const;
export type VerdictPattern = (typeof verdictPatterns)[number];

export const verdict = z.strictObject({
  state: z.enum(verdictStates),
  /** null in verdicts of older releases. */
  pattern: z.enum(verdictPatterns).nullable().default(null),
  /** Whether it was judged by the loss of each validation picture, or by the curves alone. */
  basis: z.enum(['pictures', 'curves']).default('curves'),
  /** First epoch of the harmful part (from 1), when there is one. */
  onsetEpoch: z.int().positive().nullable(),
  /** First epoch at which the state could be known, from the epochs up to it alone. */
  detectedAtEpoch: z.int().positive().nullable(),
  /** Epoch of the lowest finite val_loss, or of the highest val_accuracy of a run that has no val_loss. */
  bestEpoch: z.int().positive().nullable(),
  /** The numbers that the decision rests on, by name. */
  evidence: z.record(z.string(), anyNumber),
  /** Sentences for people, the most important first, with the numbers in them. */
  reasons: z.array(z.string()),
});

/** What a history says about the run: histories in, verdict out. */
export type Verdict = z.infer<typeof verdict>;

/** What a rule that stops runs looks at. */
export type VerdictSoFar = Pick<Verdict, 'state' | 'detectedAtEpoch'>;
