'use client';

import type { ParameterValue } from '@tenbin/contracts';
import { parameterText } from '../../format/parameter.ts';
import type { Varying } from '../../sweeps/varying.ts';
import { Select } from '../../ui/select.tsx';
import { axisValues } from './heat.ts';

const all = 'all';

/** At which value of a third parameter a heat map is cut; of all of them it shows the mean. */
export function SliceSelect({
  parameter,
  value,
  onChange,
}: {
  parameter: Varying;
  value: ParameterValue | undefined;
  onChange: (value: ParameterValue | undefined) => void;
}) {
  const values = axisValues(parameter);
  return (
    <Select
      label={parameter.name}
      value={value === undefined ? all : parameterText(value)}
      options={[all, ...values.map(parameterText)]}
      onChange={(text) => onChange(values.find((each) => parameterText(each) === text))}
    />
  );
}
