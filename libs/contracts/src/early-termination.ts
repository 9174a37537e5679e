import { z } from 'zod';

const minEpochs = z.int().min(1).max(100_000).describe('epochs that every trial may train');
const minTrials = z
  .int()
  .min(1)
  .max(10_000)
  .describe('trials that are trained to their end before any is stopped');
const reduction = z.number().min(2).max(100).describe('one trial in this many goes on from each rung');

/** What each way is, for editors that complete a sweep file. */
const named = <Type extends string>(type: Type, what: string) => z.literal(type).describe(what);

/** Ways to stop a trial that will not be among the best: libs/sweep has a pruner for each. */
export const earlyTermination = z.discriminatedUnion('type', [
  z.strictObject({ type: named('none', 'every trial goes on to its end') }),
  z.strictObject({
    type: named('median', 'stops a trial that is worse than the median of the others at the same epoch'),
    minEpochs: minEpochs.default(1),
    minTrials: minTrials.default(5),
  }),
  z.strictObject({
    type: named('percentile', 'stops a trial that is not among the best share at the same epoch'),
    percentile: z
      .number()
      .gt(0)
      .lt(100)
      .default(25)
      .describe('share of the trials that may go on, in per cent'),
    minEpochs: minEpochs.default(1),
    minTrials: minTrials.default(5),
  }),
  z.strictObject({
    type: named('asha', 'successive halving: at epochs that grow by a factor only the best go on'),
    minEpochs: minEpochs.default(1),
    reduction: reduction.default(3),
  }),
  z.strictObject({
    type: named('hyperband', 'several successive halvings side by side, which begin at different epochs'),
    minEpochs: minEpochs.default(1),
    reduction: reduction.default(3),
  }),
  z.strictObject({
    type: named('overfit', 'stops a trial whose verdict is overfitting'),
    minEpochs: minEpochs.default(1),
    patience: z
      .int()
      .min(0)
      .max(1000)
      .default(2)
      .describe('epochs that a trial goes on after it was found to overfit, in case it comes back'),
  }),
]);
export type EarlyTermination = z.infer<typeof earlyTermination>;
export type PrunerName = EarlyTermination['type'];
export const prunerNames = earlyTermination.options.map(({ shape }) => shape.type.value);
