import { defaultBeside, dependentNames } from '@tenbin/contracts';
import type { ParameterName, ParameterValue, TrialParameters } from '@tenbin/contracts';
import { figure } from './number.ts';

/** A parameter's value as pages show it: `5e-4`, `adam`, `true`. */
export function parameterText(value: ParameterValue | null): string {
  return typeof value === 'number' ? figure(value) : String(value);
}

/** The parameters that have a use in a trial, with their values. Without a schema: those weigh more than a page. */
export function usedParameters(parameters: TrialParameters): [ParameterName, ParameterValue][] {
  return Object.entries(parameters).flatMap(([name, value]): [ParameterName, ParameterValue][] =>
    value !== undefined && isParameter(name, parameters) && hasUse(name, parameters) ? [[name, value]] : [],
  );
}

function isParameter(name: string, parameters: TrialParameters): name is ParameterName {
  return name in parameters;
}

function hasUse(name: ParameterName, parameters: TrialParameters): boolean {
  const dependentName = dependentNames.find((each) => each === name);
  return dependentName === undefined || defaultBeside(dependentName, parameters) !== undefined;
}
