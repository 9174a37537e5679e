import { parameterNames } from '@tenbin/contracts';
import type { Condition, ParameterName, ParameterSetting } from '@tenbin/contracts';
import { scalar } from '../../sweeps/yaml.ts';
import { conditionOf, reasonAgainst } from './dependence.ts';
import type { Draft } from './draft.ts';
import { controlOf } from './parameter-controls.ts';
import { rangeIn, valuesIn } from './parameter-text.ts';
import { numbersOf } from './rules.ts';

/** Longer lines do not fit beside the form. */
const columns = 50;

/** The sweep file that the form describes; a wrong text stands in it as it was typed. */
export function draftYaml(draft: Draft): string {
  const { metric, direction } = draft.goal;
  const parameters = parameterNames.flatMap((name) => line(name, draft));
  return [
    `name: ${scalar(draft.name)}`,
    ...folded('dataset', datasetEntries(draft.dataset)),
    `method: ${draft.method}`,
    `goal: { metric: ${metric}, direction: ${direction} }`,
    ...(draft.against.length === 0 ? [] : [`against: [${draft.against.join(', ')}]`]),
    `seeds: ${seeds(draft.seeds)}`,
    ...folded('budget', budgetEntries(draft)),
    ...folded('earlyTermination', ruleEntries(draft)),
    ...unusual('retries', draft.retries, '2'),
    ...unusual('priority', draft.priority, '0'),
    ...(draft.threads === undefined ? [] : [`threads: ${draft.threads}`]),
    ...(parameters.length === 0 ? ['parameters: {}'] : ['parameters:', ...parameters]),
    ...(draft.cases === undefined ? [] : ['cases:', ...Object.entries(draft.cases).map(caseLine)]),
    '',
  ].join('\n');
}

function datasetEntries({
  source,
  path,
  name,
  validation,
  test,
  folds,
  groups,
  stratify,
}: Draft['dataset']): string[] {
  return [
    source === 'path' ? `path: ${scalar(path)}` : `name: ${name}`,
    `validation: ${written(validation)}`,
    ...(Number(test) === 0 && test !== '' ? [] : [`test: ${written(test)}`]),
    ...(folds === '' ? [] : [`folds: ${written(folds)}`]),
    ...(groups === '' ? [] : [`groups: ${scalar(groups)}`]),
    ...(stratify ? [] : ['stratify: false']),
  ];
}

function budgetEntries({ budget }: Draft): string[] {
  return (['trials', 'epochs', 'hours', 'concurrency'] as const).flatMap((name) =>
    budget[name].trim() === '' ? [] : [`${name}: ${written(budget[name])}`],
  );
}

function ruleEntries({ earlyTermination: { type, numbers } }: Draft): string[] {
  if (type === 'none') return [];
  return [`type: ${type}`, ...numbersOf(type).map(({ name }) => `${name}: ${written(numbers[name])}`)];
}

/** A map in one line where that fits, else an entry a line; nothing without an entry. */
function folded(name: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const inOne = `${name}: { ${entries.join(', ')} }`;
  return inOne.length <= columns ? [inOne] : [`${name}:`, ...entries.map((entry) => `  ${entry}`)];
}

function unusual(name: string, text: string, usual: string): string[] {
  return text.trim() === usual ? [] : [`${name}: ${written(text)}`];
}

/** A number of seeds, or a list of them. */
function seeds(text: string): string {
  const bare = text.replaceAll(/[[\]]/g, ' ');
  const list = valuesIn(bare);
  return list.length > 1 || bare !== text ? `[${list.map(written).join(', ')}]` : written(text);
}

function line(name: ParameterName, draft: Draft): string[] {
  const what = choice(name, draft.parameters[name]);
  if (what.length === 0 || reasonAgainst(name, draft) !== null) return [];
  const when = conditionOf(name, draft);
  return [`  ${name}: { ${[...what, ...(when ? [`when: ${condition(when)}`] : [])].join(', ')} }`];
}

function caseLine([name, own]: [string, ParameterSetting]): string {
  const entries = parameterNames.flatMap((each) => {
    const value = own[each];
    return value === undefined ? [] : [`${each}: ${scalar(value)}`];
  });
  return `  ${scalar(name)}: ${entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`}`;
}

/** What a parameter may be, as entries of its map. */
function choice(name: ParameterName, text: string): string[] {
  const words = controlOf(name).kind === 'words';
  const range = words ? null : rangeIn(text);
  if (range) {
    const { min, max, scale, step } = range;
    return Object.entries({ min, max, scale, step }).flatMap(([key, value]) =>
      value === '' ? [] : [`${key}: ${written(value)}`],
    );
  }
  const values = valuesIn(text).map((value) => (words ? scalar(value) : written(value)));
  if (values.length === 0) return [];
  return [values.length === 1 ? `value: ${values.join('')}` : `values: [${values.join(', ')}]`];
}

function condition(when: Condition): string {
  const entries = parameterNames.flatMap((name) => {
    const value = when[name];
    if (value === undefined) return [];
    return [`${name}: ${Array.isArray(value) ? `[${value.map(scalar).join(', ')}]` : scalar(value)}`];
  });
  return `{ ${entries.join(', ')} }`;
}

/** A number or a flag as it was typed; anything else as the text that it is. */
function written(text: string): string {
  const plain = text.trim();
  const number = /^[+-]?[\d.]/.test(plain) && Number.isFinite(Number(plain));
  return number || plain === 'true' || plain === 'false' ? plain : scalar(plain);
}
