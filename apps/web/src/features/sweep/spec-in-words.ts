import type { ParameterName, ParameterValue, SweepSpec } from '@tenbin/contracts';
import { counted, rate } from '../../format/number.ts';

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

/** "grid · 4 batchSize × 5 optimizer × 3 seeds · animals.zip, 30 % for validation". */
export function specInWords(spec: SweepSpec): string {
  const factors = varyingOf(spec).map(({ name, values }) => `${values.length} ${name}`);
  if (spec.seeds > 1) factors.push(counted(spec.seeds, 'seed'));
  const file = spec.dataset.path.split('/').findLast((part) => part !== '') ?? spec.dataset.path;
  const parts = [
    spec.method,
    factors.join(' × '),
    `${file}, ${rate(spec.dataset.validation)} for validation`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function isParameter(name: string, parameters: SweepSpec['parameters']): name is ParameterName {
  return name in parameters;
}
