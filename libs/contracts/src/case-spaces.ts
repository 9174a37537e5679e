import type { ParameterChoice, ParameterSpace } from './parameter-choice.ts';
import type { ParameterSetting } from './parameters.ts';

/** Named settings of a sweep: each takes the place of what `parameters` says of the same names. */
export type SweepCases = Record<string, ParameterSetting>;

/** A part of a sweep: all of it, or one of its cases. */
export interface CaseSpace {
  /** Undefined for a sweep without cases. */
  name?: string;
  /** What the case itself says. */
  own: ParameterSetting;
  /** What is tried: the sweep's parameters, the case's values in place of the choices of those names. */
  parameters: ParameterSpace;
}

/**
 * What a sweep tries, case by case, in the order of their names: what is stored as JSON keeps no other one. A sweep
 * without cases is one part without a name.
 */
export function caseSpaces({
  parameters,
  cases,
}: {
  parameters: ParameterSpace;
  cases?: SweepCases | undefined;
}): CaseSpace[] {
  if (cases === undefined) return [{ own: {}, parameters }];
  const inOrder = Object.entries(cases).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([name, own]) => {
    const fixed = Object.entries(own).flatMap(([each, value]): [string, ParameterChoice][] =>
      value === undefined ? [] : [[each, { values: [value] }]],
    );
    return { name, own, parameters: { ...parameters, ...Object.fromEntries(fixed) } };
  });
}
