import type { ParameterName, ParameterValue, SweepSpec } from '@tenbin/contracts';
import { counted } from '../format/number.ts';

/** A parameter that the sweep varies, with its values in the order of the file. */
export interface Varying {
  name: ParameterName;
  values: ParameterValue[];
}

/** The parameters with more than one value. */
export function varyingOf({ parameters }: SweepSpec): Varying[] {
  return Object.entries(parameters).flatMap(([name, choice]) =>
    choice && choice.values.length > 1 && isParameter(name, parameters)
      ? [{ name, values: choice.values }]
      : [],
  );
}

/** "4 batchSize × 5 optimizer × 3 seeds"; empty when nothing varies. */
export function factorsInWords(spec: SweepSpec): string {
  const factors = varyingOf(spec).map(({ name, values }) => `${values.length} ${name}`);
  if (spec.seeds > 1) factors.push(counted(spec.seeds, 'seed'));
  return factors.join(' × ');
}

function isParameter(name: string, parameters: SweepSpec['parameters']): name is ParameterName {
  return name in parameters;
}
