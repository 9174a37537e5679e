import { trialParameters } from '@tenbin/contracts';
import { z } from 'zod';

/** From a process that measures: its engine is loaded; then, how long the steps took; or why there are none. */
export const stepAnswer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('measured'),
    /** From parameters to the end of the first step, which also compiles. */
    buildSeconds: z.number(),
    /** Of each step that was timed, in ascending order, for one image. */
    trainSeconds: z.array(z.number()).min(1),
    /** Of one image that is only judged. */
    evaluateSeconds: z.number(),
  }),
  z.strictObject({ type: z.literal('failed'), reason: z.string() }),
]);
export type StepAnswer = z.infer<typeof stepAnswer>;
export type MeasuredStep = Omit<Extract<StepAnswer, { type: 'measured' }>, 'type'>;

/** To such a process: the one training to measure. */
export const stepRequest = z.strictObject({
  parameters: trialParameters,
  /** Side of the images, in pixels. */
  side: z.int().positive(),
  classes: z.int().positive(),
});
export type StepRequest = z.infer<typeof stepRequest>;
