import { z } from 'zod';
import { parameterChoices } from './parameter-choice.ts';
import { sweepCases } from './sweep-cases.ts';
import { sweepFields } from './sweep-fields.ts';
import {
  refuseBudget,
  refuseCases,
  refuseFolds,
  refuseMethod,
  refuseObjectives,
  refuseSpaces,
} from './sweep-rules.ts';

const stored = z.strictObject({
  ...sweepFields,
  parameters: z
    .strictObject(parameterChoices)
    .describe('what is tried: each parameter by value, values, or min and max'),
  cases: sweepCases
    .optional()
    .describe(
      'settings beside each other, by name: each is the grid of the parameters with its own values in it',
    ),
});

export const sweepSpec = stored
  .superRefine(refuseCases)
  .superRefine(refuseSpaces)
  .superRefine(refuseFolds)
  .superRefine(refuseMethod)
  .superRefine(refuseObjectives)
  .superRefine(refuseBudget);

/** A sweep as it was stored: what was accepted once can be read, also where a later release would refuse it. */
export const storedSweepSpec = stored;

/** A sweep as its file describes it, defaults filled in. */
export type SweepSpec = z.output<typeof sweepSpec>;

/** A sweep as its file is written: what has a default may be left out. */
export type SweepFileInput = z.input<typeof sweepSpec>;

/** The seeds with which every setting is tried. */
export function seedsOf({ seeds }: Pick<SweepSpec, 'seeds'>): number[] {
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, index) => index + 1) : seeds;
}
