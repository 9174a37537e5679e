import { caseSpaces } from '@tenbin/contracts';
import type {
  Condition,
  ParameterName,
  ParameterSetting,
  ParameterSpace,
  ParameterValue,
  SweepSpec,
} from '@tenbin/contracts';
import { sizeOf, stepAt } from './domain.ts';
import type { RangeDomain } from './domain.ts';
import { product } from './grid.ts';
import { parentsOf, spaceOf } from './space.ts';
import type { Dimension } from './space.ts';

/**
 * Settings that stand for all of a sweep, each of its cases among it, where only the parameters `names` count: every value of those, and of what
 * they hang on, of a range both ends of what conditions tell apart in it, and for the rest one value.
 * @throws AppError `sweep_invalid` when conditions wait for each other
 */
export function extremesOf(
  spec: Pick<SweepSpec, 'parameters' | 'cases'>,
  names: readonly ParameterName[],
): ParameterSetting[] {
  return caseSpaces(spec).flatMap(({ parameters }) => extremesIn(parameters, names));
}

function extremesIn(parameters: ParameterSpace, names: readonly ParameterName[]): ParameterSetting[] {
  const counting = withParents(parameters, names);
  const conditions = [...counting].flatMap((name) => parameters[name]?.when ?? []);
  const counts: ReadonlySet<string> = counting;
  const space = spaceOf(parameters);
  const bounds = new Map(
    space.map((dimension) => {
      const all = boundsOf(dimension, conditions);
      return [dimension.name, counts.has(dimension.name) ? all : all.slice(0, 1)];
    }),
  );
  return [...product(space, ({ name }) => bounds.get(name) ?? [])];
}

/** The parameters, and those that their conditions hang on, and so on. */
function withParents(parameters: ParameterSpace, names: readonly ParameterName[]): Set<ParameterName> {
  const all = new Set(names);
  // A set visits also what is added while it is walked through.
  for (const name of all) {
    for (const parent of parentsOf(parameters[name]?.when, parameters)) all.add(parent);
  }
  return all;
}

/** All of a list; of a range its ends, and the values that conditions list, with their neighbours: the ends of the rest. */
function boundsOf({ name, domain }: Dimension, conditions: readonly Condition[]): readonly ParameterValue[] {
  if (domain.kind === 'choice') return domain.values;
  const listed = conditions
    .flatMap((when) => Object.entries(when))
    .flatMap(([each, values]) => (each === name ? values : []));
  const apart = listed.flatMap((value) => around(domain, Number(value)));
  return [...new Set([domain.min, lastOf(domain), ...apart])];
}

function lastOf(domain: RangeDomain): number {
  return domain.step === undefined ? domain.max : stepAt(domain, domain.step, sizeOf(domain) - 1);
}

/** A value and its neighbours, as far as the range has them; one of any numbers comes to no single value. */
function around(domain: RangeDomain, value: number): number[] {
  const { min, max, step } = domain;
  if (step === undefined || !(value >= min && value <= max)) return [];
  const index = Math.round((value - min) / step);
  return [index, index - 1, index + 1]
    .filter((each) => each >= 0 && each < sizeOf(domain))
    .map((each) => stepAt(domain, step, each));
}
