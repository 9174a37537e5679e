import { AppError, holds, isInteger, parameterNames, trialParameters } from '@tenbin/contracts';
import type {
  Condition,
  ParameterChoice,
  ParameterName,
  ParameterSpace,
  ParameterValue,
} from '@tenbin/contracts';
import type { Domain } from './domain.ts';

/** Chosen values by name; a dimension that does not exist in the setting is not named. */
export type Setting = Readonly<Record<string, ParameterValue>>;

/** One thing to choose. */
export interface Dimension {
  name: string;
  domain: Domain;
  /** Whether there is anything to choose beside the values of the dimensions before it. */
  exists: (before: Setting) => boolean;
}

/** All there is to choose, each dimension after those that its existence hangs on. */
export type SearchSpace = readonly Dimension[];

/**
 * The search space of a sweep. A parameter that the sweep does not name has its default where a condition asks for it.
 * @throws AppError `sweep_invalid` when conditions wait for each other
 */
export function spaceOf(parameters: ParameterSpace): SearchSpace {
  const plain = trialParameters.parse({});
  return inOrder(parameters).map(([name, choice]) => ({
    name,
    domain: domainOf(name, choice),
    exists: choice.when === undefined ? () => true : (before) => holds(choice.when, { ...plain, ...before }),
  }));
}

/** The setting in which `choose` has chosen the value of each dimension that exists, one after the other. */
export function settingFrom(
  space: SearchSpace,
  choose: (dimension: Dimension, before: Setting) => ParameterValue,
): Setting {
  const setting: Record<string, ParameterValue> = {};
  for (const dimension of space) {
    if (dimension.exists(setting)) setting[dimension.name] = choose(dimension, setting);
  }
  return setting;
}

function domainOf(name: ParameterName, choice: ParameterChoice): Domain {
  if ('values' in choice) return { kind: 'choice', values: choice.values };
  const { min, max, scale, step } = choice;
  return { kind: 'range', min, max, scale, step: step ?? (isInteger(name) ? 1 : undefined) };
}

type NamedChoice = [ParameterName, ParameterChoice];

/** The choices in the order of the table of parameters, but each after those that its condition names. */
function inOrder(parameters: ParameterSpace): NamedChoice[] {
  const open = parameterNames.flatMap((name): NamedChoice[] => {
    const choice = parameters[name];
    return choice ? [[name, choice]] : [];
  });
  const ordered: NamedChoice[] = [];
  while (open.length > 0) {
    const next = open.findIndex(([, { when = {} }]) => open.every(([name]) => !names(when, name)));
    if (next < 0) throw circular(open);
    ordered.push(...open.splice(next, 1));
  }
  return ordered;
}

function names(when: Condition, name: ParameterName): boolean {
  return when[name] !== undefined;
}

function circular(open: NamedChoice[]): AppError {
  return new AppError({
    code: 'sweep_invalid',
    message: `the conditions of ${open.map(([name]) => name).join(' and ')} wait for each other`,
    hint: 'Remove `when` from one of them.',
  });
}
