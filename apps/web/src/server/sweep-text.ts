import type { SweepFileInput } from '@tenbin/contracts';
import { scalar } from '../sweeps/yaml.ts';

/** The sections of a sweep file that have a line for each of their entries. */
const sections: readonly string[] = ['parameters', 'cases'];

/** A sweep file as people write it: what is not given is left out, and maps stand in one line. */
export function sweepText(file: SweepFileInput): string {
  const lines = entriesOf(file).flatMap(([key, value]) => {
    if (!sections.includes(key)) return [`${key}: ${flow(value)}`];
    return [`${key}:`, ...entriesOf(value).map(([name, choice]) => `  ${scalar(name)}: ${flow(choice)}`)];
  });
  return [...lines, ''].join('\n');
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = entriesOf(value).map(([key, each]) => `${scalar(key)}: ${flow(each)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return scalar(value);
  return 'null';
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([, each]) => each !== undefined);
}
