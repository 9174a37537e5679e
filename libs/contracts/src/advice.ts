import type { ParameterSetting } from './parameters.ts';

/** What can be done about a run that does not generalise; libs/metrics has a rule for each. */
export const adviceKinds = [
  'moreData',
  'labelCheck',
  'augmentation',
  'dropout',
  'weightDecay',
  'labelSmoothing',
  'smallerModel',
  'largerModel',
  'batchSize',
  'fewerEpochs',
  'moreEpochs',
  'optimizer',
  'learningRate',
] as const;
export type AdviceKind = (typeof adviceKinds)[number];

/** One thing to do, best first in a list. */
export interface Advice {
  kind: AdviceKind;
  /** In the imperative, as in `Augment lightly`. */
  change: string;
  /** Evidence from this run and its siblings: sentences with their numbers. */
  because: string[];
  /** What it should bring, where the data allow to say; a sentence with its numbers. */
  estimate: string | null;
  /** What it changes of the run's parameters; null for what no parameter changes, such as taking more pictures. */
  patch: ParameterSetting | null;
}
