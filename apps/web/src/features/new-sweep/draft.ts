import { parameterNames, recordOf } from '@tenbin/contracts';
import type {
  Budget,
  Condition,
  DatasetName,
  Goal,
  ParameterName,
  PrunerName,
  SamplerName,
  SweepCases,
  SweepCost,
} from '@tenbin/contracts';

/** The numbers that rules of early termination have, each some of them. */
export const ruleNumbers = ['minEpochs', 'minTrials', 'percentile', 'reduction', 'patience'] as const;
export type RuleNumber = (typeof ruleNumbers)[number];

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
  method: SamplerName;
  goal: Goal;
  against: SweepCost[];
  /** How many, or which between commas; `[7]` is the one seed 7. */
  seeds: string;
  /** Empty for no limit. */
  budget: Record<keyof Budget, string>;
  earlyTermination: { type: PrunerName; numbers: Record<RuleNumber, string> };
  retries: string;
  priority: string;
  /** Values between commas or spaces, or a range; empty for the default. */
  parameters: Record<ParameterName, string>;
  /** Conditions that the YAML gave a parameter and that do not follow from the form by itself. */
  conditions: { [name in ParameterName]?: Condition };
  /** That of the YAML, which the form keeps as it is. */
  threads?: number | undefined;
  /** Those of the YAML, kept as well. */
  cases?: SweepCases | undefined;
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
  method: 'grid',
  goal: { metric: 'val_accuracy', direction: 'maximize' },
  against: [],
  seeds: '1',
  budget: { trials: '', epochs: '', hours: '', concurrency: '' },
  earlyTermination: {
    type: 'none',
    numbers: { minEpochs: '1', minTrials: '5', percentile: '25', reduction: '3', patience: '2' },
  },
  retries: '2',
  priority: '0',
  parameters: {
    ...recordOf(parameterNames, () => ''),
    model: 'vgg-small',
    batchSize: '32, 64',
    epochs: '10',
    optimizer: 'momentum, adam',
  },
  conditions: {},
};
