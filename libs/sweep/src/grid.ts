import { AppError, maxTrials } from '@tenbin/contracts';
import type { ParameterValue } from '@tenbin/contracts';
import type { Domain } from './domain.ts';
import { sizeOf, stepAt } from './domain.ts';
import type { Dimension, SearchSpace, Setting } from './space.ts';

/** `trials` when a sweep may have that many. */
export function limited(trials: number): number {
  if (trials <= maxTrials) return trials;
  throw new AppError({
    code: 'sweep_invalid',
    message: `the grid has more than ${maxTrials.toLocaleString('en')} trials, the most that a sweep may have`,
    hint: 'Name fewer values or fewer seeds, or split the sweep.',
  });
}

/** Every setting in which each dimension that exists has one of the values that `values` gives for it. */
export function* product(
  space: SearchSpace,
  values: (dimension: Dimension) => readonly ParameterValue[],
  begun: Setting = {},
): Generator<Setting, void> {
  const [dimension, ...rest] = space;
  if (dimension === undefined) {
    yield begun;
    return;
  }
  if (!dimension.exists(begun)) {
    yield* product(rest, values, begun);
    return;
  }
  for (const value of values(dimension)) {
    yield* product(rest, values, { ...begun, [dimension.name]: value });
  }
}

/** The values of a domain that can be counted. */
export function valuesIn(domain: Domain): readonly ParameterValue[] {
  if (domain.kind === 'choice') return domain.values;
  const { step } = domain;
  if (step === undefined) throw new TypeError('a grid needs values or a step');
  return Array.from({ length: sizeOf(domain) }, (_, index) => stepAt(domain, step, index));
}
