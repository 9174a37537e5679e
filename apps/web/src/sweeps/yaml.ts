import type { DatasetSpec, ParameterValue } from '@tenbin/contracts';

/** Words that YAML reads as something else than themselves. */
const reserved = /^(true|false|null)$/i;

/** A value in YAML: plain where it is read back as the same, else quoted as JSON, which YAML includes. */
export function scalar(value: ParameterValue): string {
  const quoted = typeof value === 'string' && (reserved.test(value) || !/^[A-Za-z][\w./-]*$/.test(value));
  return quoted ? JSON.stringify(value) : String(value);
}

/** `{ path: pictures, validation: 0.3, … }`: all that is known of it, defaults too. */
export function datasetYaml(dataset: DatasetSpec): string {
  const entries = Object.entries(dataset).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${scalar(value)}`],
  );
  return `{ ${entries.join(', ')} }`;
}
