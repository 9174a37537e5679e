import { z } from 'zod';
import { parameterSchemas } from './parameters.ts';
import type { ParameterName, ParameterSetting, ParameterValue } from './parameters.ts';

export const samplerNames = ['grid'] as const;
export type SamplerName = (typeof samplerNames)[number];

/** A sweep of more trials than this is taken for a slip of the pen. */
export const maxTrials = 10_000;

export const goalMetrics = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;

/** What a parameter may be: its values, and the setting under which it exists at all. */
export interface ParameterChoice {
  values: ParameterValue[];
  when?: ParameterSetting | undefined;
}

function choiceOf(value: z.ZodType<ParameterValue>) {
  return z
    .strictObject({
      value: value.optional(),
      values: z.array(value).min(1, 'is empty, so the grid has no trial').optional(),
      when: z.strictObject(z.object(parameterSchemas).partial().shape).optional(),
    })
    .refine(
      (choice) => (choice.value === undefined) !== (choice.values === undefined),
      'needs either value or values',
    )
    .refine(({ values = [] }) => new Set(values).size === values.length, {
      path: ['values'],
      message: 'names the same value twice',
    })
    .transform(({ value: one, values, when }): ParameterChoice => {
      const all = values ?? (one === undefined ? [] : [one]);
      return when === undefined ? { values: all } : { values: all, when };
    });
}

const parameterChoices = {
  model: choiceOf(parameterSchemas.model).optional(),
  batchSize: choiceOf(parameterSchemas.batchSize).optional(),
  epochs: choiceOf(parameterSchemas.epochs).optional(),
  optimizer: choiceOf(parameterSchemas.optimizer).optional(),
  learningRate: choiceOf(parameterSchemas.learningRate).optional(),
  momentum: choiceOf(parameterSchemas.momentum).optional(),
  dropout: choiceOf(parameterSchemas.dropout).optional(),
} satisfies Record<ParameterName, z.ZodType<ParameterChoice | undefined>>;

/** The parameters of a sweep that it names; what is not named keeps its default. */
export type ParameterSpace = { [name in ParameterName]?: ParameterChoice | undefined };

export const datasetSpec = z.strictObject({
  path: z.string().min(1).describe('folder or zip with a folder of images for each class'),
  validation: z.number().gt(0).lt(1).default(0.3).describe('share of the images kept for validation'),
});
export type DatasetSpec = z.infer<typeof datasetSpec>;

export const goal = z.strictObject({
  metric: z.enum(goalMetrics).describe('what the best trial is best at'),
  direction: z.enum(['maximize', 'minimize']).describe('whether more or less of it is better'),
});
export type Goal = z.infer<typeof goal>;

export const sweepSpec = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('what the dashboard calls the sweep'),
  dataset: datasetSpec,
  method: z.enum(samplerNames).default('grid').describe('how the next setting is chosen'),
  goal: goal.default({ metric: 'val_accuracy', direction: 'maximize' }),
  seeds: z.int().min(1).max(1000).default(1).describe('repeats of every setting, with seeds 1 to this'),
  parameters: z
    .strictObject(parameterChoices)
    .refine((choices) => Object.keys(choices).length > 0, 'names no parameter, so the grid is empty')
    .refine(onlyMomentumTakesMomentum, {
      path: ['momentum'],
      message: 'is used by the optimizer momentum only; add `when: { optimizer: momentum }`',
    }),
});

/** A sweep as its file describes it, defaults filled in. */
export type SweepSpec = z.output<typeof sweepSpec>;

function onlyMomentumTakesMomentum(choices: ParameterSpace): boolean {
  if (choices.momentum === undefined || choices.momentum.when?.optimizer === 'momentum') return true;
  return choices.optimizer?.values.every((name) => name === 'momentum') ?? true;
}
