import { z } from 'zod';
import { isInteger, parameterNames, parameterSchemas } from './parameters.ts';
import type { ParameterName, ParameterValue } from './parameters.ts';
import { recordOf } from './record-of.ts';

export const scales = ['linear', 'log'] as const;
export type Scale = (typeof scales)[number];

/** The values of other parameters under which a parameter exists: any one of those of each. */
export type Condition = { [name in ParameterName]?: ParameterValue | ParameterValue[] | undefined };

/** The values that a parameter may have. */
export interface ValuesChoice {
  values: ParameterValue[];
  when?: Condition | undefined;
}

/** A range that a parameter may lie in, both ends included; only whole numbers for a parameter that counts. */
export interface RangeChoice {
  min: number;
  max: number;
  /** Whether equal differences or equal factors are equally likely. */
  scale: Scale;
  /** Only `min` and whole steps from it, on either scale. */
  step?: number | undefined;
  when?: Condition | undefined;
}

/** What a parameter may be, and the setting under which it exists at all. */
export type ParameterChoice = ValuesChoice | RangeChoice;

/** The parameters of a sweep that it names; what is not named keeps its default. */
export type ParameterSpace = { [name in ParameterName]?: ParameterChoice | undefined };

/** With an id, so that the JSON Schema of a sweep file has it once, and not once for each parameter. */
const conditions = z
  .strictObject(
    recordOf(parameterNames, (name) => {
      const value: z.ZodType<ParameterValue, ParameterValue> = parameterSchemas[name];
      return z.union([value, z.array(value).min(1, 'is empty, so it never holds')]).optional();
    }),
  )
  .meta({ id: 'when' });

export interface WrittenChoice {
  value?: ParameterValue | undefined;
  values?: ParameterValue[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
  scale?: Scale | undefined;
  step?: number | undefined;
  when?: Condition | undefined;
}

type WrittenSchema = z.ZodType<WrittenChoice, WrittenChoice>;

function choiceOf(name: ParameterName) {
  const value: z.ZodType<ParameterValue, ParameterValue> = parameterSchemas[name];
  const listed = {
    value: value.optional().describe('the only value'),
    values: z
      .array(value)
      .min(1, 'is empty, so the sweep has no trial')
      .optional()
      .describe('the values to try'),
    when: conditions.optional().describe('exists only for these values of other parameters'),
  };
  const number = parameterSchemas[name];
  const written: WrittenSchema =
    number instanceof z.ZodNumber
      ? z.strictObject({ ...listed, ...rangeOf(number, isInteger(name)) })
      : z.strictObject(listed);
  return written.superRefine(refuseChoice).transform(choiceFrom);
}

/** The keys of a range, which only a number can have. */
function rangeOf(number: z.ZodNumber, whole: boolean) {
  return {
    min: number.optional().describe('least value of a range'),
    max: number.optional().describe('largest value of a range'),
    scale: z
      .enum(scales)
      .optional()
      .describe('log: equal factors are equally likely; linear, equal differences, by default'),
    step: (whole ? z.int().positive() : z.number().positive())
      .optional()
      .describe('only min and whole steps from it'),
  };
}

export const parameterChoices = recordOf(parameterNames, (name) =>
  choiceOf(name)
    .optional()
    .describe(parameterSchemas[name].description ?? ''),
);

function choiceFrom({
  value,
  values,
  min,
  max,
  scale = 'linear',
  step,
  when,
}: WrittenChoice): ParameterChoice {
  const condition = when === undefined ? {} : { when };
  if (min !== undefined && max !== undefined) {
    return { min, max, scale, ...(step === undefined ? {} : { step }), ...condition };
  }
  return { values: values ?? (value === undefined ? [] : [value]), ...condition };
}

function refuseChoice(written: WrittenChoice, context: z.RefinementCtx): void {
  const { value, values, min, max, scale, step } = written;
  const refuse = (path: (keyof WrittenChoice)[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: written });
  const ways = [value, values, min ?? max].filter((way) => way !== undefined).length;
  if (ways !== 1) return refuse([], 'needs one of value, values, or min and max');
  if (values !== undefined && new Set(values).size !== values.length) {
    return refuse(['values'], 'names the same value twice');
  }
  if (min === undefined && max === undefined) {
    if (scale !== undefined) return refuse(['scale'], 'has no use without min and max');
    if (step !== undefined) return refuse(['step'], 'has no use without min and max');
    return;
  }
  if (min === undefined || max === undefined) {
    return refuse([], `has no ${min === undefined ? 'min' : 'max'}: a range needs both ends`);
  }
  if (min > max) return refuse([], `runs backwards, from min ${min} to max ${max}`);
  if (min === max) return refuse([], `has min and max ${min}; write \`value: ${min}\` for a single value`);
  if (scale === 'log' && min <= 0) return refuse(['min'], `is ${min}, and a log scale begins above 0`);
  if (![max - min, min - (step ?? 0), max + (step ?? 0)].every(Number.isFinite)) {
    return refuse([], `runs from ${min} to ${max}, further than numbers reach`);
  }
  if (step === undefined) return;
  if (step > max - min) refuse(['step'], `is ${step}, more than from min to max`);
  const least = finest * Math.max(Math.abs(min), Math.abs(max));
  if (step < least) refuse(['step'], `is ${step}, too small to tell ${max} from the value before it`);
}

/** A range of which only `min` and whole steps from it are meant. */
export type SteppedRange = RangeChoice & { step: number };

/** Whether a choice has a number of values that a grid can go through. */
export function isCountable(choice: ParameterChoice): choice is ValuesChoice | SteppedRange {
  return 'values' in choice || isStepped(choice);
}

/** Every value of a countable choice, in ascending order for a range. */
export function valuesOf(choice: ParameterChoice): ParameterValue[] {
  if ('values' in choice) return choice.values;
  if (!isStepped(choice)) throw new TypeError('a range without a step has no list of values');
  return Array.from({ length: countOf(choice) }, (_, index) => stepAt(choice, index));
}

/** How many values a countable choice has. */
export function countOf(choice: ValuesChoice | SteppedRange): number {
  if ('values' in choice) return choice.values.length;
  // A little more than the end, for steps like 0.1 that binary numbers cannot hold.
  return Math.floor((choice.max - choice.min) / choice.step + 1e-9) + 1;
}

/** Value number `index`, from 0, of a range with a step: written as people write it, and never outside of the range. */
export function stepAt({ min, max, step }: SteppedRange, index: number): number {
  return Math.min(Math.max(clean(min + index * step), min), max);
}

/** Values that stand for a choice in checks of what it may need: all of a list, the least and the largest of a range. */
export function boundsOf(choice: ParameterChoice): ParameterValue[] {
  if ('values' in choice) return choice.values;
  if (!isStepped(choice)) return [choice.min, choice.max];
  return [stepAt(choice, 0), stepAt(choice, countOf(choice) - 1)];
}

/**
 * Whether a choice comes to `value`; a range of any numbers comes to no single one.
 * @param whole whether only whole numbers are meant
 */
export function mayBe(choice: ParameterChoice, value: ParameterValue, whole: boolean): boolean {
  if ('values' in choice) return choice.values.includes(value);
  const stepped = { ...choice, step: choice.step ?? (whole ? 1 : undefined) };
  if (typeof value !== 'number' || !isStepped(stepped)) return false;
  const index = Math.round((value - stepped.min) / stepped.step);
  return index >= 0 && index < countOf(stepped) && stepAt(stepped, index) === value;
}

function isStepped(range: RangeChoice): range is SteppedRange {
  return range.step !== undefined;
}

/** Whether a choice leaves anything to choose. */
export function varies(choice: ParameterChoice): boolean {
  return !('values' in choice) || choice.values.length > 1;
}

/** Digits of a value that people would write: what binary numbers add is beyond them. */
const digits = 12;

/** Least step for a number of 1, so that no two values are the same once they are written. */
const finest = 10 ** (1 - digits);

/** 0.30000000000000004 is written 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(digits));
}
