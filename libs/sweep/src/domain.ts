import { countOf, stepAt as stepOfChoice } from '@tenbin/contracts';
import type { ParameterValue, Scale } from '@tenbin/contracts';

/** Values that a dimension may take, in the order that was written. */
export interface ChoiceDomain {
  kind: 'choice';
  values: readonly ParameterValue[];
}

/** Numbers from `min` to `max`, both included. */
export interface RangeDomain {
  kind: 'range';
  min: number;
  max: number;
  scale: Scale;
  /** Only `min` and whole steps from it; undefined for every number between. */
  step?: number | undefined;
}

export type Domain = ChoiceDomain | RangeDomain;

/** Whether values of a domain have an order: the numbers of a range, and a choice between numbers. */
export function isOrdered(domain: Domain): boolean {
  return domain.kind === 'range' || domain.values.every((value) => typeof value === 'number');
}

/** How many values a domain has; Infinity for a range without a step. */
export function sizeOf(domain: Domain): number {
  if (domain.kind === 'choice') return domain.values.length;
  const { step } = domain;
  return step === undefined ? Infinity : countOf({ ...domain, step });
}

/** Value number `index` of a range with a step, 0 being `min`; never one beyond its ends. */
export function stepAt(domain: RangeDomain, step: number, index: number): number {
  return stepOfChoice({ ...domain, step }, index);
}

/**
 * The value at `place`, 0 to 1, of a domain. Equal lengths of [0, 1] are equally likely values: each of a choice (numbers
 * in ascending order) and each step of a range has its own part.
 */
export function valueAt(domain: Domain, place: number): ParameterValue {
  const at = Math.min(Math.max(place, 0), 1);
  if (domain.kind === 'choice') {
    const values = ranked(domain);
    return values[Math.min(values.length - 1, Math.floor(at * values.length))] ?? '';
  }
  return numberAt(domain, at);
}

/** The middle of the part of [0, 1] that `valueAt` maps to `value`. */
export function placeOf(domain: Domain, value: ParameterValue): number {
  if (domain.kind === 'choice') return (ranked(domain).indexOf(value) + 0.5) / domain.values.length;
  const [low, high] = [warp(domain, lowest(domain)), warp(domain, highest(domain))];
  return Math.min(1, Math.max(0, half(low, warp(domain, Number(value))) / half(low, high)));
}

function numberAt(domain: RangeDomain, place: number): number {
  const { min, step } = domain;
  const [low, high] = [warp(domain, lowest(domain)), warp(domain, highest(domain))];
  const raw = unwarp(domain, 2 * (low / 2 + place * half(low, high)));
  if (step === undefined) return written(domain, raw);
  const index = Math.round((raw - min) / step);
  return stepAt(domain, step, Math.min(Math.max(index, 0), sizeOf(domain) - 1));
}

/** Half the way from one number to another: the whole way between huge numbers may be beyond what a number can be. */
function half(from: number, to: number): number {
  return to / 2 - from / 2;
}

/** Half a step beyond each end, so that the first and the last value are as likely as the others. */
function lowest({ min, step = 0, scale }: RangeDomain): number {
  return scale === 'log' ? Math.max(min - step / 2, min / 2) : min - step / 2;
}

function highest(domain: RangeDomain): number {
  const { min, max, step } = domain;
  return step === undefined ? max : min + (sizeOf(domain) - 0.5) * step;
}

function warp({ scale }: RangeDomain, value: number): number {
  return scale === 'log' ? Math.log(value) : value;
}

function unwarp({ scale }: RangeDomain, value: number): number {
  return scale === 'log' ? Math.exp(value) : value;
}

/** Numbers in ascending order, everything else as it was written. */
function ranked(domain: ChoiceDomain): readonly ParameterValue[] {
  return isOrdered(domain) ? domain.values.toSorted((a, b) => Number(a) - Number(b)) : domain.values;
}

/**
 * 0.30000000000000004 is written 0.3, unless the range is so narrow that this would be quite another number of it. The ends
 * last: a number that is made shorter may get beyond them.
 */
function written({ min, max }: RangeDomain, value: number): number {
  const short = Number(value.toPrecision(12));
  const isNear = Math.abs(short - value) < (max - min) / 1000;
  return Math.min(Math.max(isNear ? short : value, min), max);
}
