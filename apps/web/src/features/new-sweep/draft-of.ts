import { parameterNames, recordOf } from '@tenbin/contracts';
import type { ParameterSetting, SweepSpec } from '@tenbin/contracts';
import { conditionBeside } from './dependence.ts';
import type { Draft } from './draft.ts';

/** The form that says what `spec` says; what the form cannot show is kept from `before`. */
export function draftOf(spec: SweepSpec, before: Draft): Draft {
  const { path, name, validation, test, folds, groups, stratify } = spec.dataset;
  const draft: Draft = {
    name: spec.name,
    dataset: {
      source: path === undefined ? 'name' : 'path',
      path: path ?? before.dataset.path,
      name: name ?? before.dataset.name,
      validation: String(validation),
      test: String(test),
      folds: folds === undefined ? '' : String(folds),
      groups: groups ?? '',
      stratify,
    },
    goal: spec.goal,
    seeds: String(spec.seeds),
    parameters: recordOf(parameterNames, (each) => spec.parameters[each]?.values.join(', ') ?? ''),
    conditions: {},
  };
  for (const each of parameterNames) {
    const when = spec.parameters[each]?.when;
    if (when && !same(when, conditionBeside(each, draft))) draft.conditions[each] = when;
  }
  return draft;
}

function same(one: ParameterSetting, other: ParameterSetting | undefined): boolean {
  return parameterNames.every((name) => one[name] === other?.[name]);
}
