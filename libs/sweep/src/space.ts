import {
  AppError,
  dependent,
  dependentNames,
  isInteger,
  parameterNames,
  trialParameters,
} from '@tenbin/contracts';
import type {
  Condition,
  ParameterChoice,
  ParameterName,
  ParameterSpace,
  ParameterValue,
  TrialParameters,
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
 * The search space of a sweep. A condition sees a setting as its trial has it: what is not chosen there has its default
 * beside what is, and where it has no use it has no value, which no condition holds for.
 * @throws AppError `sweep_invalid` when conditions wait for each other
 */
export function spaceOf(parameters: ParameterSpace): SearchSpace {
  const defaultsBeside = defaultsByChoices();
  return inOrder(parameters).map(([name, choice]) => {
    const { when } = choice;
    const domain = domainOf(name, choice);
    if (when === undefined) return { name, domain, exists: () => true };
    // A grid asks for every setting, so the values that a condition lists are looked up, not looked through.
    const wanted = parameterNames.flatMap((each) => {
      const values = when[each];
      return values === undefined ? [] : [{ parent: each, values: new Set([values].flat()) }];
    });
    const exists = (before: Setting): boolean =>
      wanted.every(({ parent, values }) => {
        const value = before[parent] ?? defaultsBeside(before)[parent];
        return value !== undefined && values.has(value);
      });
    return { name, domain, exists };
  });
}

/**
 * The parameters that decide whether a condition of `parameters` holds: those that it names, and what the default hangs on
 * of one that is left out, be it in some settings only.
 */
export function parentsOf(when: Condition | undefined, parameters: ParameterSpace): ParameterName[] {
  const named = parameterNames.filter((name) => when?.[name] !== undefined);
  const left = dependentNames.filter((name) => {
    const choice = parameters[name];
    return named.includes(name) && (choice === undefined || choice.when !== undefined);
  });
  return [...named, ...left.map((name) => dependent[name].on)];
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

/** Parameters that the defaults of others hang on. */
const choosers = [...new Set(dependentNames.map((name) => dependent[name].on))];

/** The parameters of a trial of which no more is known than a setting's choosers; each is made once. */
function defaultsByChoices(): (setting: Setting) => TrialParameters {
  const known = new Map<string, TrialParameters>();
  return (setting) => {
    const key = choosers.map((name) => setting[name]).join(' ');
    const defaults =
      known.get(key) ??
      trialParameters.parse(Object.fromEntries(choosers.map((name) => [name, setting[name]])));
    known.set(key, defaults);
    return defaults;
  };
}

type NamedChoice = [ParameterName, ParameterChoice];

/** The choices in the order of the table of parameters, but each after those that its condition hangs on. */
function inOrder(parameters: ParameterSpace): NamedChoice[] {
  const open = parameterNames.flatMap((name): NamedChoice[] => {
    const choice = parameters[name];
    return choice ? [[name, choice]] : [];
  });
  const ordered: NamedChoice[] = [];
  while (open.length > 0) {
    const next = open.findIndex(([, { when }]) => {
      const parents = parentsOf(when, parameters);
      return open.every(([name]) => !parents.includes(name));
    });
    if (next < 0) throw circular(open);
    ordered.push(...open.splice(next, 1));
  }
  return ordered;
}

function circular(open: NamedChoice[]): AppError {
  const names = open.map(([name]) => name);
  return new AppError({
    code: 'sweep_invalid',
    message:
      names.length === 1
        ? `the condition of ${names.join('')} waits for its own value`
        : `the conditions of ${names.join(' and ')} wait for each other`,
    hint: 'Remove `when` from one of them.',
  });
}
