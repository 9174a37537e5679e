import { budget, sweepSpec } from '@tenbin/contracts';
import { z } from 'zod';

const { trials, epochs, hours, concurrency } = budget.shape;

/** What may be changed of a sweep while it runs; null takes a limit away. */
export const sweepChanges = z.strictObject({
  trials,
  epochs: epochs.nullable(),
  hours: hours.nullable(),
  concurrency: concurrency.nullable(),
  priority: sweepSpec.shape.priority.unwrap().optional(),
});
export type SweepChanges = z.infer<typeof sweepChanges>;
