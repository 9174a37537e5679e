import { z } from 'zod';
import {
  conditionalNames,
  defaultBeside,
  dependent,
  dependentNames,
  usersOf,
} from './dependent-parameters.ts';
import type { Choices, DependentName } from './dependent-parameters.ts';
import {
  augmentationPresets,
  lossNames,
  modelNames,
  optimizerNames,
  precisions,
  scheduleNames,
} from './names.ts';
import { recordOf } from './record-of.ts';

/** The table of hyperparameters: what a value of each may be, and what it means. */
export const parameterSchemas = {
  model: z.enum(modelNames).describe('architecture of the network'),
  imageSize: z
    .int()
    .min(1)
    .max(4096)
    .describe('side that images are brought to, in pixels; by default fitted to data and model'),
  batchSize: z.int().min(1).max(65_536).describe('images a step'),
  epochs: z.int().min(1).max(100_000).describe('passes over the training images'),
  fold: z.int().min(1).max(100).describe('part of dataset.folds that validates, from 1'),
  trainShare: z
    .number()
    .positive()
    .max(1)
    .describe('share of the training images that is used, of each class alike: for learning curves'),
  loss: z.enum(lossNames).describe('what training makes small'),
  labelSmoothing: z.number().min(0).lt(1).describe('share of each target spread evenly over the classes'),
  focalGamma: z.number().min(0).max(20).describe('how far the focal loss turns from images that are easy'),
  optimizer: z.enum(optimizerNames).describe('rule that updates the weights'),
  learningRate: z.number().positive().max(100).describe("step size; by default the optimizer's own"),
  momentum: z.number().min(0).lt(1).describe('share of the last step kept in the next'),
  lowerBound: z.number().describe("least value that Eve takes the loss to have, the paper's f*"),
  schedule: z.enum(scheduleNames).describe('how the learning rate changes while training'),
  decay: z.number().min(0).max(100).describe('time-based decay d: rate / (1 + d × step)'),
  decayRate: z.number().positive().lt(1).describe('factor of the learning rate when it falls'),
  decayEpochs: z
    .number()
    .positive()
    .max(100_000)
    .describe('epochs from one fall of the learning rate to the next'),
  warmupEpochs: z
    .number()
    .min(0)
    .max(100_000)
    .describe('epochs in which the rate rises from 0 before the cosine'),
  patience: z.int().min(1).max(100_000).describe('epochs without a better val_loss before the rate falls'),
  weightDecay: z
    .number()
    .min(0)
    .lt(1)
    .describe('decoupled weight decay: each step takes rate × this off every weight'),
  l2: z
    .number()
    .min(0)
    .lt(1)
    .describe('coupled weight decay: penalty l2 × Σ w² on kernels, seen by the gradient only'),
  clipNorm: z.number().positive().describe('norm that the whole gradient is scaled down to'),
  dropout: z.number().min(0).lt(1).describe('rate of units dropped before the classifier'),
  zeroInit: z.boolean().describe('start the last batch-norm of each residual block at 0'),
  precision: z.enum(precisions).describe('numbers that convolutions and products are computed in'),
  augmentation: z
    .enum(augmentationPresets)
    .describe('how training images are changed; each change can be set by itself'),
  flip: z.number().min(0).max(1).describe('probability of mirroring left to right'),
  shift: z.number().min(0).max(1).describe('largest move in each direction, as a share of the side'),
  rotate: z.number().min(0).max(180).describe('largest turn to either side, in degrees'),
  zoom: z.number().min(0).lt(1).describe('largest change of scale, as a share'),
  shear: z.number().min(0).max(60).describe('largest slant, in degrees'),
  perspective: z
    .number()
    .min(0)
    .max(0.5)
    .describe('largest move of a corner, as a share of the side: a view from aside'),
  brightness: z.number().min(0).max(1).describe('largest change of brightness, as a share of white'),
  contrast: z.number().min(0).lt(1).describe('largest change of contrast, as a share'),
  saturation: z.number().min(0).max(1).describe('largest change of saturation, as a share'),
  cutout: z.number().min(0).max(1).describe('side of the square that is greyed out, as a share of the side'),
  mixup: z
    .number()
    .min(0)
    .max(10)
    .describe('α of the beta distribution by which two images are blended; 0 for none'),
  noise: z.number().min(0).max(1).describe('standard deviation of pixel noise, as a share of white'),
} satisfies Record<string, z.ZodType<ParameterValue>>;

export type ParameterName = keyof typeof parameterSchemas;
export const parameterNames: ParameterName[] = z.object(parameterSchemas).keyof().options;
/** One value of one parameter, as a sweep file may write it. */
export type ParameterValue = string | number | boolean;
/** Chosen values; what is not named keeps its default. */
export type ParameterSetting = { [name in ParameterName]?: ParameterValue | undefined };

const integerNames = new Set(
  parameterNames.filter((name) => z.toJSONSchema(parameterSchemas[name]).type === 'integer'),
);

/** Whether only whole numbers are values of a parameter. */
export function isInteger(name: ParameterName): boolean {
  return integerNames.has(name);
}

export const trialParameters = z
  .strictObject({
    ...z.object(parameterSchemas).partial().shape,
    model: parameterSchemas.model.default('vgg-small'),
    batchSize: parameterSchemas.batchSize.default(64),
    epochs: parameterSchemas.epochs.default(30),
    trainShare: parameterSchemas.trainShare.default(1),
    loss: parameterSchemas.loss.default('categoricalCrossentropy'),
    optimizer: parameterSchemas.optimizer.default('momentum'),
    schedule: parameterSchemas.schedule.default('constant'),
    l2: parameterSchemas.l2.default(0),
    precision: parameterSchemas.precision.default('float32'),
    augmentation: parameterSchemas.augmentation.default('none'),
  })
  .superRefine((given, context) => {
    for (const name of dependentNames) {
      // Off is what it is where it has no use, and what a trial's stored parameters say.
      if (given[name] === undefined || given[name] === false) continue;
      if (defaultBeside(name, given) !== undefined) continue;
      context.addIssue({ code: 'custom', path: [name], message: misplaced(name), input: given[name] });
    }
  })
  .transform((given) => ({
    ...given,
    learningRate: given.learningRate ?? dependent.learningRate.by[given.optimizer],
    weightDecay: given.weightDecay ?? dependent.weightDecay.by[given.optimizer],
    dropout: given.dropout ?? dependent.dropout.by[given.model],
    zeroInit: given.zeroInit ?? defaultBeside('zeroInit', given) === true,
    ...conditional(given),
  }));

/** The hyperparameters of one trial, every default filled in; what has no use in it is undefined. */
export type TrialParameters = z.output<typeof trialParameters>;

/** What is wrong with a parameter that stands beside a choice that has no use for it. */
export function misplaced(name: DependentName): string {
  return `is used by the ${dependent[name].on} ${usersOf(name).join(', ')} only`;
}

type Conditional = { [name in (typeof conditionalNames)[number]]?: number | undefined };

/** What exists beside some choices only: what is given, or its default there. */
function conditional(given: Choices & Conditional): Conditional {
  return recordOf(conditionalNames, (name) => given[name] ?? numberBeside(name, given));
}

function numberBeside(name: DependentName, choices: Choices): number | undefined {
  const value = defaultBeside(name, choices);
  return typeof value === 'number' ? value : undefined;
}
