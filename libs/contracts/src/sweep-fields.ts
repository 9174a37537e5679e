import { z } from 'zod';
import { datasetSpec } from './dataset-spec.ts';
import { earlyTermination } from './early-termination.ts';
import { maxSeed } from './random.ts';

/** How the next setting of a sweep is chosen: libs/sweep has a sampler for each. */
export const samplerNames = ['grid', 'random', 'sobol', 'tpe', 'bayes', 'nsga2'] as const;
export type SamplerName = (typeof samplerNames)[number];

/** A sweep of more trials than this is taken for a slip of the pen. */
export const maxTrials = 10_000;

export const goalMetrics = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;

/** What a trial costs: seconds that it trained, trainable numbers of its network, most bytes that it held. */
export const sweepCosts = ['seconds', 'parameters', 'memory'] as const;
export type SweepCost = (typeof sweepCosts)[number];

export const goal = z.strictObject({
  metric: z.enum(goalMetrics).describe('what the best trial is best at'),
  direction: z.enum(['maximize', 'minimize']).describe('whether more or less of it is better'),
});
export type Goal = z.infer<typeof goal>;

export const budget = z.strictObject({
  trials: z
    .int()
    .min(1)
    .max(maxTrials)
    .optional()
    .describe('trials at most, repeats with other seeds included; a method other than grid needs it'),
  epochs: z
    .int()
    .min(1)
    .optional()
    .describe('epochs of all trials together; what early termination saves goes to further trials'),
  hours: z.number().positive().optional().describe('no trial begins later than this after the first'),
  concurrency: z.int().min(1).max(1024).optional().describe('trials at the same time, over all workers'),
});
export type Budget = z.infer<typeof budget>;

const seedList = z
  .array(z.int().min(0).max(maxSeed))
  .min(1, 'is empty, so there is no trial')
  .max(1000, 'has more than 1,000 seeds')
  .refine((seeds) => new Set(seeds).size === seeds.length, 'names the same seed twice');

/** The keys of a sweep but those that say what is tried. */
export const sweepFields = {
  name: z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(100, 'is longer than 100 characters')
    .describe('what the dashboard calls the sweep'),
  dataset: datasetSpec.describe('what is trained on, and how it is split'),
  method: z.enum(samplerNames).default('grid').describe('how the next setting is chosen'),
  goal: goal
    .default({ metric: 'val_accuracy', direction: 'maximize' })
    .describe('what makes one trial better than another'),
  against: z
    .array(z.enum(sweepCosts))
    .refine((costs) => new Set(costs).size === costs.length, 'names the same cost twice')
    .default([])
    .describe('costs to keep small beside the goal: the result is a Pareto front'),
  seeds: z
    .union([z.int().min(1).max(1000), seedList])
    .default(1)
    .describe('repeats of every setting: how many, with seeds 1 to this, or a list of the seeds'),
  budget: budget.default({}).describe('where the sweep ends, whatever comes first'),
  earlyTermination: earlyTermination
    .default({ type: 'none' })
    .describe('which trials are stopped before their last epoch'),
  retries: z
    .int()
    .min(0)
    .max(100)
    .default(2)
    .describe('how often a trial whose process or worker died is taken up again'),
  priority: z
    .int()
    .min(-100)
    .max(100)
    .default(0)
    .describe('trials of a sweep of higher priority are taken first'),
  threads: z
    .int()
    .min(1)
    .max(1024)
    .optional()
    .describe('threads of each trial; by default the share of the cores that its worker gives it'),
};
