import { z } from 'zod';
import type { Scale } from './parameter-choice.ts';
import { isInteger, parameterSchemas } from './parameters.ts';
import type { ParameterName } from './parameters.ts';
import type { WandbDistribution, WandbParameter } from './wandb-file.ts';

/** A range as a sweep file of ours writes it. */
export interface WrittenRange {
  min: number;
  max: number;
  scale: Scale;
  step?: number;
}

/** From the least to the largest value; null where the parameter does not say. */
type Ends = (parameter: WandbParameter) => [number, number] | null;

interface Shape {
  ends: Ends;
  scale: Scale;
  /** The default of `q`; undefined where every number between is meant. */
  step?: number;
  /** Whether values of the distribution are not equally likely, and may lie outside of what a parameter can be. */
  uneven?: boolean;
}

/** Standard deviations to either side of the mean that a range covers: 95 in 100 values of a normal distribution. */
const width = 2;

const values: Ends = ({ min, max }) => (min === undefined || max === undefined ? null : [min, max]);
const exponents: Ends = (parameter) => exponential(values(parameter));
/** 1/X has the exponents. */
const inverseExponents: Ends = ({ min, max }) =>
  min === undefined || max === undefined ? null : exponential([-max, -min]);
const bell: Ends = ({ mu = 0, sigma = 1 }) => [mu - width * sigma, mu + width * sigma];
const bellOfExponents: Ends = (parameter) => exponential(bell(parameter));
const unit: Ends = () => [0, 1];

const shapes: Record<Exclude<WandbDistribution, 'constant' | 'categorical'>, Shape> = {
  int_uniform: { ends: values, scale: 'linear', step: 1 },
  uniform: { ends: values, scale: 'linear' },
  q_uniform: { ends: values, scale: 'linear', step: 1 },
  log_uniform: { ends: exponents, scale: 'log' },
  q_log_uniform: { ends: exponents, scale: 'log', step: 1 },
  log_uniform_values: { ends: values, scale: 'log' },
  q_log_uniform_values: { ends: values, scale: 'log', step: 1 },
  inv_log_uniform: { ends: inverseExponents, scale: 'log' },
  inv_log_uniform_values: { ends: values, scale: 'log' },
  normal: { ends: bell, scale: 'linear', uneven: true },
  q_normal: { ends: bell, scale: 'linear', step: 1, uneven: true },
  log_normal: { ends: bellOfExponents, scale: 'log', uneven: true },
  q_log_normal: { ends: bellOfExponents, scale: 'log', step: 1, uneven: true },
  beta: { ends: unit, scale: 'linear', uneven: true },
  q_beta: { ends: unit, scale: 'linear', step: 1, uneven: true },
};

export interface RangeRequest {
  name: ParameterName;
  parameter: WandbParameter;
  /** Whether every value of the range is to be counted. */
  grid: boolean;
}

/**
 * The range of ours that covers a distribution of W&B, and what of it is worth a word.
 * @returns in words what is missing, when the parameter has no ends
 */
export function rangeFrom(request: RangeRequest): { range: WrittenRange; note: string | null } | string {
  const { name, parameter, grid } = request;
  const distribution = parameter.distribution ?? impliedBy(parameter);
  if (distribution === 'constant') return 'is constant and has no value';
  if (distribution === 'categorical') return 'is categorical and has no values';
  const shape = shapes[distribution];
  const ends = shape.ends(parameter);
  if (ends === null) return `needs min and max for ${distribution}`;
  const whole = isInteger(name);
  const q = shape.step === undefined ? undefined : (parameter.q ?? shape.step);
  const [min, max] = aligned(shape.uneven === true ? clipped(name, ends) : ends, q ?? (whole ? 1 : 0));
  // A parameter that counts has whole numbers anyway; only a grid wants to be told.
  const step = q === undefined || (whole && q === 1) ? (whole && grid ? 1 : undefined) : q;
  if (min >= max)
    return `has no two values between ${ends.map(clean).join(' and ')}${q === undefined ? '' : ` in steps of ${q}`}`;
  const range = { min, max, scale: shape.scale, ...(step === undefined ? {} : { step }) };
  const plain = distribution === 'uniform' || distribution === 'int_uniform';
  const kept = plain && min === parameter.min && max === parameter.max;
  return { range, note: kept ? null : words(distribution, range, shape.uneven === true) };
}

/** What W&B takes a parameter for that names no distribution. */
function impliedBy({ min, max }: WandbParameter): keyof typeof shapes {
  return Number.isInteger(min) && Number.isInteger(max) ? 'int_uniform' : 'uniform';
}

function exponential(ends: [number, number] | null): [number, number] | null {
  return ends === null ? null : [Math.exp(ends[0]), Math.exp(ends[1])];
}

/** The ends within what the parameter can be; W&B leaves that to the program. */
function clipped(name: ParameterName, [low, high]: [number, number]): [number, number] {
  const schema = parameterSchemas[name];
  if (!(schema instanceof z.ZodNumber)) return [low, high];
  const least = Math.max(low, schema.minValue ?? -Infinity);
  const most = Math.min(high, schema.maxValue ?? Infinity);
  // An end that the parameter comes near to and never has is left by a thousandth.
  const inside = (end: number, towards: number): number =>
    schema.safeParse(end).success ? end : end + (towards - end) / 1000;
  return isInteger(name) ? [least, most] : [inside(least, most), inside(most, least)];
}

/** The multiples of `step` next to the ends, inside; W&B's `q` counts from 0. */
function aligned([low, high]: [number, number], step: number): [number, number] {
  if (step === 0) return [clean(low), clean(high)];
  return [clean(Math.ceil(clean(low / step)) * step), clean(Math.floor(clean(high / step)) * step)];
}

/** Six digits: what e^-9.2103 has beyond them nobody meant. */
function clean(value: number): number {
  return Number(value.toPrecision(6));
}

function words(distribution: string, { min, max, scale, step }: WrittenRange, uneven: boolean): string {
  const steps = step === undefined ? '' : ` in steps of ${step}`;
  const on = scale === 'log' ? ' on a log scale' : '';
  const even = uneven ? ', in which no value is likelier than another' : '';
  return `${distribution} is the range ${min} to ${max}${steps}${on}${even}`;
}
