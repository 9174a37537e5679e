import { earlyTermination, samplerNames, prunerNames } from '@tenbin/contracts';
import type { PrunerName, SamplerName } from '@tenbin/contracts';
import { z } from 'zod';
import { ruleNumbers } from './draft.ts';
import type { RuleNumber } from './draft.ts';

/** When to take which method. */
const methodLines = {
  grid: 'every combination of the values: when they are few and are to be compared side by side',
  random: 'each setting by chance: for a first look, and as the base line of the others',
  sobol: 'like random, but spread evenly: when there are few trials for the whole space',
  tpe: 'learns from the trials so far, also among words and conditions: for 30 trials and more',
  bayes: 'a model of the whole space: when each trial is slow and few parameters vary',
  nsga2: 'evolution: when many parameters vary, or a cost is to be kept small beside the goal',
} satisfies Record<SamplerName, string>;

/** What each rule stops. */
const ruleLines = {
  none: 'every trial trains all of its epochs',
  median: 'stops what is worse than the median of the others at the same epoch',
  percentile: 'the same, with another share than half',
  asha: 'at more and more epochs lets only the best go on: for many trials',
  hyperband: 'several of asha side by side, some more patient: when good runs may start slowly',
  overfit: 'stops what overfits, keeps its best weights, and gives its epochs to further trials',
} satisfies Record<PrunerName, string>;

export const methods = samplerNames.map((value) => ({ value, line: methodLines[value] }));
export const rules = prunerNames.map((value) => ({ value, line: ruleLines[value] }));

/** The numbers of a rule, with what they mean. */
export function numbersOf(type: PrunerName): { name: RuleNumber; hint: string }[] {
  const option = earlyTermination.options.find(({ shape }) => shape.type.value === type);
  const fields = new Map<string, unknown>(Object.entries(option?.shape ?? {}));
  return ruleNumbers.flatMap((name) => {
    const field = fields.get(name);
    if (!(field instanceof z.ZodDefault)) return [];
    const inner = field.unwrap();
    const described = field.description ?? (inner instanceof z.ZodType ? inner.description : undefined);
    return [{ name, hint: described ?? '' }];
  });
}
