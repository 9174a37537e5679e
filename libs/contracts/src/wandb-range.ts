import { z } from 'zod';
import type { Scale } from './parameter-choice.ts';
import { isInteger, parameterSchemas } from './parameters.ts';
import type { ParameterName } from './parameters.ts';
import { unusedIn } from './wandb-file.ts';
import type { DistributionKey, WandbDistribution, WandbParameter } from './wandb-file.ts';

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
  /** What describes it. */
  keys: readonly DistributionKey[];
  /** The step, or the default of `q`; undefined where every number between is meant. */
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

const byEnds: DistributionKey[] = ['min', 'max'];
const byBell: DistributionKey[] = ['mu', 'sigma'];
const byShape: DistributionKey[] = ['a', 'b'];

/** The same, quantised: values are multiples of `q`. */
const quantised = (shape: Shape): Shape => ({ ...shape, step: 1, keys: [...shape.keys, 'q'] });

const uniform: Shape = { ends: values, keys: byEnds, scale: 'linear' };
const logUniform: Shape = { ends: exponents, keys: byEnds, scale: 'log' };
const logUniformValues: Shape = { ends: values, keys: byEnds, scale: 'log' };
const normal: Shape = { ends: bell, keys: byBell, scale: 'linear', uneven: true };
const logNormal: Shape = { ends: bellOfExponents, keys: byBell, scale: 'log', uneven: true };
const beta: Shape = { ends: unit, keys: byShape, scale: 'linear', uneven: true };

type RangeDistribution = Exclude<
  WandbDistribution,
  'constant' | 'categorical' | 'categorical_w_probabilities'
>;

const shapes: Record<RangeDistribution, Shape> = {
  int_uniform: { ...uniform, step: 1 },
  uniform,
  q_uniform: quantised(uniform),
  log_uniform: logUniform,
  q_log_uniform: quantised(logUniform),
  log_uniform_values: logUniformValues,
  q_log_uniform_values: quantised(logUniformValues),
  inv_log_uniform: { ...logUniform, ends: inverseExponents },
  inv_log_uniform_values: logUniformValues,
  normal,
  q_normal: quantised(normal),
  log_normal: logNormal,
  q_log_normal: quantised(logNormal),
  beta,
  q_beta: quantised(beta),
};

export interface RangeRequest {
  name: ParameterName;
  parameter: WandbParameter;
  /** Whether every value of the range is to be counted. */
  grid: boolean;
}

export interface FoundRange {
  written: WrittenRange | { value: number };
  /** What of it is worth a word. */
  notes: string[];
}

/**
 * The range of ours that covers a distribution of W&B.
 * @returns in words what is missing, when the parameter has no ends
 */
export function rangeFrom(request: RangeRequest): FoundRange | string {
  const { name, parameter } = request;
  const { distribution, taken } = distributionOf(request);
  if (distribution === 'constant') return 'is constant and has no value';
  if (distribution === 'categorical' || distribution === 'categorical_w_probabilities') {
    return 'is categorical and has no values';
  }
  const shape = shapes[distribution];
  const ends = shape.ends(parameter);
  if (ends === null) return `needs min and max for ${distribution}`;
  const unused = unusedIn(parameter, shape.keys);
  const left = unused.length === 0 ? [] : [`${unused.join(', ')} left out, ${distribution} has none`];
  if (ends[0] === ends[1]) {
    const value = clean(ends[0]);
    return { written: { value }, notes: [`begins where it ends, so it is the value ${value}`, ...left] };
  }
  const { inside, clips } = within(name, ends, shape);
  const range = steppedRange(request, inside, shape);
  if (range === null) {
    const step = stepOf(parameter, shape);
    const steps = step === undefined ? '' : ` in steps of ${step}`;
    return `has no two values between ${ends.map(clean).join(' and ')}${steps}`;
  }
  const plain = distribution === 'uniform' || distribution === 'int_uniform';
  const kept = plain && range.min === parameter.min && range.max === parameter.max;
  const words = kept ? [] : [rangeInWords(distribution, range, shape.uneven === true)];
  return { written: range, notes: [taken ?? [], words, clips, left].flat() };
}

/** What a parameter is drawn from, and why not from what W&B takes two whole numbers for. */
function distributionOf({ name, parameter, grid }: RangeRequest): {
  distribution: WandbDistribution;
  taken: string | null;
} {
  const { distribution, min, max } = parameter;
  if (distribution !== undefined) return { distribution, taken: null };
  if (!Number.isInteger(min) || !Number.isInteger(max)) return { distribution: 'uniform', taken: null };
  // A grid has to count, and nobody means a dropout of 0 or 1.
  if (grid || isInteger(name)) return { distribution: 'int_uniform', taken: null };
  return {
    distribution: 'uniform',
    taken: 'W&B takes two whole numbers for int_uniform, and here every number between is meant',
  };
}

function exponential(ends: [number, number] | null): [number, number] | null {
  return ends === null ? null : [Math.exp(ends[0]), Math.exp(ends[1])];
}

/** The ends within what the parameter can be, and what that takes off; W&B leaves it to the program. */
function within(
  name: ParameterName,
  [low, high]: [number, number],
  { scale, uneven = false }: Shape,
): { inside: [number, number]; clips: string[] } {
  const schema = parameterSchemas[name];
  if (!(schema instanceof z.ZodNumber)) return { inside: [low, high], clips: [] };
  const { minValue, maxValue } = schema;
  const least = uneven ? Math.max(low, minValue ?? -Infinity) : low;
  const most = uneven ? Math.min(high, maxValue ?? Infinity) : high;
  // An end that the parameter comes near to and never has is left by a thousandth; a log scale does not come near to 0.
  const opens = (end: number, bound: number | null) =>
    end === bound && !schema.safeParse(end).success && !isInteger(name) && (scale === 'linear' || end > 0);
  const [opensLow, opensHigh] = [opens(least, minValue), opens(most, maxValue)];
  const clips = [
    opensLow && !uneven ? [`${name} is above ${least}, so ${least} itself is left out`] : [],
    opensHigh && !uneven ? [`${name} is below ${most}, so ${most} itself is left out`] : [],
  ].flat();
  const inside: [number, number] = [
    opensLow ? least + (most - least) / 1000 : least,
    opensHigh ? most - (most - least) / 1000 : most,
  ];
  return { inside, clips };
}

/** The range between the ends with its step; null when no two values are left. */
function steppedRange(
  { name, parameter, grid }: RangeRequest,
  ends: [number, number],
  shape: Shape,
): WrittenRange | null {
  const whole = isInteger(name);
  const q = stepOf(parameter, shape);
  const [min, max] = aligned(ends, q ?? (whole ? 1 : 0));
  if (min >= max) return null;
  // A parameter that counts has whole numbers anyway; only a grid wants to be told.
  const step = q === undefined || (whole && q === 1) ? (whole && grid ? 1 : undefined) : q;
  return { min, max, scale: shape.scale, ...(step === undefined ? {} : { step }) };
}

function stepOf({ q }: WandbParameter, { step, keys }: Shape): number | undefined {
  return keys.includes('q') ? (q ?? step) : step;
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

function rangeInWords(
  distribution: string,
  { min, max, scale, step }: WrittenRange,
  uneven: boolean,
): string {
  const steps = step === undefined ? '' : ` in steps of ${step}`;
  const on = scale === 'log' ? ' on a log scale' : '';
  const even = uneven ? ', in which no value is likelier than another' : '';
  return `${distribution} is the range ${min} to ${max}${steps}${on}${even}`;
}
