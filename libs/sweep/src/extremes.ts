import { boundsOf, parameterNames } from '@tenbin/contracts';
import type { ParameterName, ParameterSetting, ParameterSpace, ParameterValue } from '@tenbin/contracts';
import { product } from './grid.ts';
import { spaceOf } from './space.ts';

/**
 * Settings that stand for all of a sweep where only the parameters `names` count: every value of those, and of what
 * they hang on, both ends of their ranges, and for the rest one value.
 * @throws AppError `sweep_invalid` when conditions wait for each other
 */
export function extremesOf(parameters: ParameterSpace, names: readonly ParameterName[]): ParameterSetting[] {
  const counting = withParents(parameters, names);
  const bounds = new Map<string, ParameterValue[]>(
    parameterNames.flatMap((name): [string, ParameterValue[]][] => {
      const choice = parameters[name];
      if (choice === undefined) return [];
      const all = boundsOf(choice);
      return [[name, counting.has(name) ? all : all.slice(0, 1)]];
    }),
  );
  return [...product(spaceOf(parameters), ({ name }) => bounds.get(name) ?? [])];
}

/** The parameters, and those that their conditions name, and so on. */
function withParents(parameters: ParameterSpace, names: readonly ParameterName[]): Set<ParameterName> {
  const all = new Set(names);
  // A set visits also what is added while it is walked through.
  for (const name of all) {
    const when = parameters[name]?.when ?? {};
    for (const parent of parameterNames) if (when[parent] !== undefined) all.add(parent);
  }
  return all;
}
