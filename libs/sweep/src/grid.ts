import { AppError, maxTrials, parameterNames, trialParameters } from '@tenbin/contracts';
import type { ParameterChoice, ParameterName, ParameterSetting, ParameterSpace } from '@tenbin/contracts';

type NamedChoice = [ParameterName, ParameterChoice];

/**
 * Every setting of the product of the choices, the last parameter of the space varying fastest.
 * A choice with `when` multiplies only the settings in which its condition holds; a parameter that the space
 * does not name has its default there.
 * @throws AppError `sweep_invalid` when conditions wait for each other
 */
export function gridOf(space: ParameterSpace): Generator<ParameterSetting, void> {
  return extend({}, choicesOf(space));
}

/**
 * The number of settings of `gridOf(space)`.
 * @throws AppError `sweep_invalid` when it is above `maxTrials`, without having made them
 */
export function gridSize(space: ParameterSpace): number {
  const choices = choicesOf(space);
  if (choices.every(([, { when }]) => when === undefined)) {
    return limited(choices.reduce((product, [, { values }]) => product * values.length, 1));
  }
  let settings = 0;
  for (const _ of extend({}, choices)) settings = limited(settings + 1);
  return settings;
}

/** `trials` when a sweep may have that many. */
export function limited(trials: number): number {
  if (trials <= maxTrials) return trials;
  throw new AppError({
    code: 'sweep_invalid',
    message: `the grid has ${trials.toLocaleString('en')} trials; a sweep has at most ${maxTrials.toLocaleString('en')}`,
    hint: 'Name fewer values or fewer seeds, or split the sweep.',
  });
}

function choicesOf(space: ParameterSpace): NamedChoice[] {
  return parameterNames.flatMap((name): NamedChoice[] => (space[name] ? [[name, space[name]]] : []));
}

function* extend(setting: ParameterSetting, open: NamedChoice[]): Generator<ParameterSetting, void> {
  if (open.length === 0) {
    yield setting;
    return;
  }
  const next = open.find(([, { when = {} }]) => open.every(([name]) => !(name in when)));
  if (next === undefined) throw circular(open);
  const [name, { values, when }] = next;
  const rest = open.filter((choice) => choice !== next);
  const extended = holds(when, setting) ? values.map((value) => ({ ...setting, [name]: value })) : [setting];
  for (const longer of extended) yield* extend(longer, rest);
}

function holds(when: ParameterSetting = {}, setting: ParameterSetting): boolean {
  const known: ParameterSetting = { ...trialParameters.parse({}), ...setting };
  return parameterNames.every((name) => when[name] === undefined || when[name] === known[name]);
}

function circular(open: NamedChoice[]): AppError {
  return new AppError({
    code: 'sweep_invalid',
    message: `the conditions of ${open.map(([name]) => name).join(' and ')} wait for each other`,
    hint: 'Remove `when` from one of them.',
  });
}
