import type { TrialConfig } from '@tenbin/contracts';
import { usedParameters } from '../../format/parameter.ts';
import { datasetYaml, scalar } from '../../sweeps/yaml.ts';

/** A sweep file that repeats a run's setting, once. */
export function configYaml(name: string, { dataset, parameters }: TrialConfig): string {
  const lines = usedParameters(parameters).map(([key, value]) => `  ${key}: { value: ${scalar(value)} }`);
  return [`name: ${scalar(name)}`, `dataset: ${datasetYaml(dataset)}`, 'parameters:', ...lines, ''].join(
    '\n',
  );
}
