import { parameterNames } from '@tenbin/contracts';
import type { ParameterName, ParameterSetting } from '@tenbin/contracts';
import { scalar } from '../../sweeps/yaml.ts';
import { conditionOf, reasonAgainst } from './dependence.ts';
import type { Draft } from './draft.ts';
import { valuesIn } from './draft.ts';
import { controlOf } from './parameter-controls.ts';

/** Longer lines do not fit beside the form. */
const columns = 50;

/** The sweep file that the form describes; a wrong text stands in it as it was typed. */
export function draftYaml(draft: Draft): string {
  const { metric, direction } = draft.goal;
  const parameters = parameterNames.flatMap((name) => line(name, draft));
  return [
    `name: ${scalar(draft.name)}`,
    ...dataset(draft.dataset),
    'method: grid',
    `goal: { metric: ${metric}, direction: ${direction} }`,
    `seeds: ${written(draft.seeds)}`,
    ...(parameters.length === 0 ? ['parameters: {}'] : ['parameters:', ...parameters]),
    '',
  ].join('\n');
}

function dataset({
  source,
  path,
  name,
  validation,
  test,
  folds,
  groups,
  stratify,
}: Draft['dataset']): string[] {
  const entries = [
    source === 'path' ? `path: ${scalar(path)}` : `name: ${name}`,
    `validation: ${written(validation)}`,
    ...(Number(test) === 0 && test !== '' ? [] : [`test: ${written(test)}`]),
    ...(folds === '' ? [] : [`folds: ${written(folds)}`]),
    ...(groups === '' ? [] : [`groups: ${scalar(groups)}`]),
    ...(stratify ? [] : ['stratify: false']),
  ];
  const inOne = `dataset: { ${entries.join(', ')} }`;
  return inOne.length <= columns ? [inOne] : ['dataset:', ...entries.map((entry) => `  ${entry}`)];
}

function line(name: ParameterName, draft: Draft): string[] {
  const words = controlOf(name).kind === 'words';
  const values = valuesIn(draft.parameters[name]).map((value) => (words ? scalar(value) : written(value)));
  if (values.length === 0 || reasonAgainst(name, draft) !== null) return [];
  const what = values.length === 1 ? `value: ${values.join('')}` : `values: [${values.join(', ')}]`;
  const when = conditionOf(name, draft);
  return [`  ${name}: { ${what}${when ? `, when: ${condition(when)}` : ''} }`];
}

function condition(when: ParameterSetting): string {
  const entries = parameterNames.flatMap((name) => {
    const value = when[name];
    return value === undefined ? [] : [`${name}: ${scalar(value)}`];
  });
  return `{ ${entries.join(', ')} }`;
}

/** A number or a flag as it was typed; anything else as the text that it is. */
function written(text: string): string {
  const plain = text.trim();
  const number = /^[+-]?[\d.]/.test(plain) && Number.isFinite(Number(plain));
  return number || plain === 'true' || plain === 'false' ? plain : scalar(plain);
}
