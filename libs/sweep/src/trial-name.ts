import { parameterNames } from '@tenbin/contracts';
import type { ParameterName, ParameterSpace, ParameterValue, TrialParameters } from '@tenbin/contracts';

/** How a trial's name says each parameter, in the order in which a reader looks for them. */
const words = {
  model: String,
  optimizer: String,
  batchSize: String,
  epochs: (value) => `${value} epochs`,
  learningRate: (value) => `rate ${value}`,
  momentum: (value) => `momentum ${value}`,
  dropout: (value) => `dropout ${value}`,
} satisfies Record<ParameterName, (value: ParameterValue) => string>;

/** What tells a trial from its siblings: the values of the parameters that vary, as in `adam · 16`. */
export function trialName(space: ParameterSpace, parameters: TrialParameters): string {
  const order = Object.keys(words);
  const varying = parameterNames
    .filter((name) => (space[name]?.values.length ?? 0) > 1)
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const parts = varying.flatMap((name) => {
    const value = parameters[name];
    return value === undefined ? [] : [words[name](value)];
  });
  return parts.length > 0 ? parts.join(' · ') : parameters.model;
}
