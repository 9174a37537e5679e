import { modelNames, optimizerNames } from './names.ts';
import type { LossName, ModelName, OptimizerName, ScheduleName } from './names.ts';
import { recordOf } from './record-of.ts';

/** The choices that other parameters hang on. */
export interface Choices {
  model: ModelName;
  loss: LossName;
  optimizer: OptimizerName;
  schedule: ScheduleName;
}

/** A parameter's default beside each choice; a choice that is not named has no use for the parameter. */
type Rule = {
  [On in keyof Choices]: { on: On; by: Partial<Record<Choices[On], number | boolean>> };
}[keyof Choices];

/**
 * Parameters whose default, or whose very sense, hangs on another parameter. Numbers are Keras 3's; the momentum of
 * 0.9 and the dropout of 0.5 are the VGG paper's, the time-based decay of 5e-4 is
 * the talk's.
 */
export const dependent = {
  learningRate: {
    on: 'optimizer',
    by: { ...recordOf(optimizerNames, () => 0.001), sgd: 0.01, momentum: 0.01, nesterov: 0.01 },
  },
  weightDecay: { on: 'optimizer', by: { ...recordOf(optimizerNames, () => 0), adamw: 0.004 } },
  momentum: { on: 'optimizer', by: { momentum: 0.9, nesterov: 0.9 } },
  lowerBound: { on: 'optimizer', by: { eve: 0 } },
  dropout: {
    on: 'model',
    by: recordOf(modelNames, (name) => (name.startsWith('vgg') || name === 'zfnet' ? 0.5 : 0)),
  },
  zeroInit: {
    on: 'model',
    by: {
      'resnet-18': false,
      'resnet-34': false,
      'resnet-50': false,
      'resnet-101': false,
      'resnet-152': false,
    },
  },
  labelSmoothing: { on: 'loss', by: { categoricalCrossentropy: 0, binaryCrossentropy: 0, focal: 0 } },
  focalGamma: { on: 'loss', by: { focal: 2 } },
  decay: { on: 'schedule', by: { time: 5e-4 } },
  decayRate: { on: 'schedule', by: { step: 0.1, exponential: 0.96, plateau: 0.1 } },
  decayEpochs: { on: 'schedule', by: { step: 10, exponential: 1 } },
  warmupEpochs: { on: 'schedule', by: { cosine: 0 } },
  patience: { on: 'schedule', by: { plateau: 10 } },
} satisfies Record<string, Rule>;

export type DependentName = keyof typeof dependent;

/** Numbers that exist beside some choices only. */
export const conditionalNames = [
  'momentum',
  'lowerBound',
  'labelSmoothing',
  'focalGamma',
  'decay',
  'decayRate',
  'decayEpochs',
  'warmupEpochs',
  'patience',
] as const satisfies DependentName[];

export const dependentNames = [
  'learningRate',
  'weightDecay',
  'dropout',
  'zeroInit',
  ...conditionalNames,
] as const satisfies DependentName[];

/** The default of `name` beside those choices; undefined where it has no use. */
export function defaultBeside(name: DependentName, choices: Choices): number | boolean | undefined {
  const { on, by }: Rule = dependent[name];
  return new Map(Object.entries(by)).get(choices[on]);
}

/** The choices beside which `name` is used, as in `momentum, nesterov`. */
export function usersOf(name: DependentName): string[] {
  return Object.keys(dependent[name].by);
}
