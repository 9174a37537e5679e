import { parameterNames, recordOf } from '@tenbin/contracts';
import type { Condition, SweepSpec } from '@tenbin/contracts';
import { conditionBeside } from './dependence.ts';
import { ruleNumbers } from './draft.ts';
import type { Draft } from './draft.ts';
import { textOf } from './parameter-text.ts';

/** The form that says what `spec` says; what the form cannot show is kept from `before`. */
export function draftOf(spec: SweepSpec, before: Draft): Draft {
  const { budget, earlyTermination: rule } = spec;
  const numbers = new Map(Object.entries(rule));
  const draft: Draft = {
    name: spec.name,
    dataset: datasetOf(spec, before),
    method: spec.method,
    goal: spec.goal,
    against: spec.against,
    seeds: seedsText(spec.seeds),
    budget: {
      trials: written(budget.trials),
      epochs: written(budget.epochs),
      hours: written(budget.hours),
      concurrency: written(budget.concurrency),
    },
    earlyTermination: {
      type: rule.type,
      numbers: recordOf(ruleNumbers, (name) =>
        String(numbers.get(name) ?? before.earlyTermination.numbers[name]),
      ),
    },
    retries: String(spec.retries),
    priority: String(spec.priority),
    parameters: recordOf(parameterNames, (each) => textOf(spec.parameters[each])),
    conditions: {},
    ...(spec.threads === undefined ? {} : { threads: spec.threads }),
    ...(spec.cases === undefined ? {} : { cases: spec.cases }),
  };
  for (const each of parameterNames) {
    const when = spec.parameters[each]?.when;
    if (when && !same(when, conditionBeside(each, draft))) draft.conditions[each] = when;
  }
  return draft;
}

function datasetOf({ dataset }: SweepSpec, before: Draft): Draft['dataset'] {
  const { path, name, validation, test, folds, groups, stratify } = dataset;
  return {
    source: path === undefined ? 'name' : 'path',
    path: path ?? before.dataset.path,
    name: name ?? before.dataset.name,
    validation: String(validation),
    test: String(test),
    folds: written(folds),
    groups: groups ?? '',
    stratify,
  };
}

/** A list of one seed is told from a number of seeds by its brackets. */
function seedsText(seeds: SweepSpec['seeds']): string {
  if (typeof seeds === 'number') return String(seeds);
  return seeds.length === 1 ? `[${seeds.join('')}]` : seeds.join(', ');
}

function written(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function same(one: Condition, other: Condition | undefined): boolean {
  const values = (condition: Condition | undefined) =>
    parameterNames.map((name) => [condition?.[name] ?? []].flat().map(String).toSorted());
  return JSON.stringify(values(one)) === JSON.stringify(values(other));
}
