import { parameterNames, recordOf } from '@tenbin/contracts';
import type { DatasetName, Goal, ParameterName, ParameterSetting } from '@tenbin/contracts';

/** The form as it is filled in: texts as they were typed, so that a wrong one can stand and be told. */
export interface Draft {
  name: string;
  dataset: {
    source: 'path' | 'name';
    path: string;
    name: DatasetName;
    validation: string;
    test: string;
    folds: string;
    groups: string;
    stratify: boolean;
  };
  goal: Goal;
  seeds: string;
  /** Values between commas or spaces; empty for the default. */
  parameters: Record<ParameterName, string>;
  /** Conditions that the YAML gave a parameter and that do not follow from the form by itself. */
  conditions: { [name in ParameterName]?: ParameterSetting };
}

/** What the form starts from: the pictures that come with Tenbin, and a sweep of a few minutes. */
export const firstDraft: Draft = {
  name: 'my-sweep',
  dataset: {
    source: 'path',
    path: 'examples/data/animals.zip',
    name: 'fashion-mnist',
    validation: '0.3',
    test: '0',
    folds: '',
    groups: '',
    stratify: true,
  },
  goal: { metric: 'val_accuracy', direction: 'maximize' },
  seeds: '1',
  parameters: {
    ...recordOf(parameterNames, () => ''),
    model: 'vgg-small',
    batchSize: '32, 64',
    epochs: '10',
    optimizer: 'momentum, adam',
  },
  conditions: {},
};

/** The values in a text of the form. */
export function valuesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((value) => value !== '');
}
