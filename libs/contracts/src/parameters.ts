import { z } from 'zod';

export const modelNames = ['vgg-small'] as const;
export type ModelName = (typeof modelNames)[number];

export const optimizerNames = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** What each optimizer starts from: Keras 3's defaults, and for momentum the 0.9 of the VGG paper. */
export const optimizerDefaults: Record<OptimizerName, { learningRate: number; momentum?: number }> = {
  sgd: { learningRate: 0.01 },
  momentum: { learningRate: 0.01, momentum: 0.9 },
  adagrad: { learningRate: 0.001 },
  rmsprop: { learningRate: 0.001 },
  adam: { learningRate: 0.001 },
};

/** The table of hyperparameters: what a value of each may be, and what it means. */
export const parameterSchemas = {
  model: z.enum(modelNames).describe('architecture of the network'),
  batchSize: z.int().min(1).max(65_536).describe('images a step'),
  epochs: z.int().min(1).max(100_000).describe('passes over the training images'),
  optimizer: z.enum(optimizerNames).describe('rule that updates the weights'),
  learningRate: z.number().positive().max(100).describe("step size; by default the optimizer's own"),
  momentum: z.number().min(0).lt(1).describe('share of the last step kept in the next; for momentum only'),
  dropout: z.number().min(0).lt(1).describe('rate of units dropped before the classifier'),
} satisfies Record<string, z.ZodType<ParameterValue>>;

export type ParameterName = keyof typeof parameterSchemas;
export const parameterNames: ParameterName[] = z.object(parameterSchemas).keyof().options;
/** One value of one parameter, as a sweep file may write it. */
export type ParameterValue = string | number;
/** Chosen values; what is not named keeps its default. */
export type ParameterSetting = { [name in ParameterName]?: ParameterValue | undefined };

export const trialParameters = z
  .strictObject({
    model: parameterSchemas.model.default('vgg-small'),
    batchSize: parameterSchemas.batchSize.default(64),
    epochs: parameterSchemas.epochs.default(30),
    optimizer: parameterSchemas.optimizer.default('momentum'),
    learningRate: parameterSchemas.learningRate.optional(),
    momentum: parameterSchemas.momentum.optional(),
    dropout: parameterSchemas.dropout.default(0.5),
  } satisfies Record<ParameterName, z.ZodType>)
  .refine(({ optimizer, momentum }) => momentum === undefined || optimizer === 'momentum', {
    path: ['momentum'],
    message: 'is used by the optimizer momentum only',
  })
  .transform(({ learningRate, momentum, ...rest }) => {
    const defaults = optimizerDefaults[rest.optimizer];
    const share = momentum ?? defaults.momentum;
    return {
      ...rest,
      learningRate: learningRate ?? defaults.learningRate,
      ...(share === undefined ? {} : { momentum: share }),
    };
  });

/** The hyperparameters of one trial, every default filled in. */
export type TrialParameters = z.output<typeof trialParameters>;
