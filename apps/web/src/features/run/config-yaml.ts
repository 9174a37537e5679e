import type { TrialConfig } from '@tenbin/contracts';

/** A sweep file that repeats a run's setting, once. */
export function configYaml(name: string, { dataset, parameters }: TrialConfig): string {
  const lines = Object.entries(parameters).map(([key, value]) => `  ${key}: { value: ${scalar(value)} }`);
  return [
    `name: ${scalar(name)}`,
    `dataset: { path: ${scalar(dataset.path)}, validation: ${dataset.validation} }`,
    'parameters:',
    ...lines,
    '',
  ].join('\n');
}

/** Plain where YAML reads it back as the same string, else quoted as JSON, which YAML includes. */
function scalar(value: string | number): string {
  return typeof value === 'string' && !/^[A-Za-z][\w./-]*$/.test(value)
    ? JSON.stringify(value)
    : String(value);
}
