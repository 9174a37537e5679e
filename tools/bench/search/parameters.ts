import type { Dimension, Setting } from '@tenbin/sweep';

/** A parameter of a problem, as both sides are told: Optuna's script makes its suggestions from the same lines. */
export type Parameter = { name: string; when?: Record<string, string[]> } & (
  | { kind: 'float'; low: number; high: number; log: boolean }
  | { kind: 'int'; low: number; high: number; log: boolean }
  | { kind: 'choice'; choices: (string | number)[] }
);

/** The parameter as a dimension of our search space. */
export function dimensionOf(parameter: Parameter): Dimension {
  const { name, when = {} } = parameter;
  return {
    name,
    domain: domainOf(parameter),
    exists: (before) =>
      Object.entries(when).every(([parent, values]) => values.includes(String(before[parent]))),
  };
}

function domainOf(parameter: Parameter): Dimension['domain'] {
  if (parameter.kind === 'choice') return { kind: 'choice', values: parameter.choices };
  const { kind, low, high, log } = parameter;
  const scale = log ? 'log' : 'linear';
  return { kind: 'range', min: low, max: high, scale, ...(kind === 'int' ? { step: 1 } : {}) };
}

/** The number that a setting has for a parameter that exists in it. */
export function numberIn(setting: Setting, name: string): number {
  return Number(setting[name]);
}
