import { z } from 'zod';
import { entryOf } from './sweep-file-schema.ts';
import { parameterSynonyms, plainName } from './sweep-file-words.ts';

/** Distributions of a W&B sweep; of each that is quantised, `q` is the step. */
export const wandbDistributions = [
  'constant',
  'categorical',
  'categorical_w_probabilities',
  'int_uniform',
  'uniform',
  'q_uniform',
  'log_uniform',
  'log_uniform_values',
  'q_log_uniform',
  'q_log_uniform_values',
  'inv_log_uniform',
  'inv_log_uniform_values',
  'normal',
  'q_normal',
  'log_normal',
  'q_log_normal',
  'beta',
  'q_beta',
] as const;
export type WandbDistribution = (typeof wandbDistributions)[number];

const wandbParameter = z.strictObject({
  value: z.unknown().optional(),
  values: z.array(z.unknown()).min(1, 'is empty, so the sweep has no trial').optional(),
  probabilities: z.array(z.number()).optional(),
  distribution: z.enum(wandbDistributions).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  mu: z.number().optional(),
  sigma: z.number().min(0).optional(),
  q: z.number().positive().optional(),
  a: z.number().optional(),
  b: z.number().optional(),
  parameters: z.unknown().optional(),
});
export type WandbParameter = z.output<typeof wandbParameter>;

/** What describes the numbers of a distribution; of each kind some are without meaning. */
const distributionKeys = ['min', 'max', 'mu', 'sigma', 'q', 'a', 'b'] as const;
export type DistributionKey = (typeof distributionKeys)[number];

/** Of what a parameter says of a distribution, what is not among `used`. */
export function unusedIn(parameter: WandbParameter, used: readonly DistributionKey[]): DistributionKey[] {
  return distributionKeys.filter((key) => parameter[key] !== undefined && !used.includes(key));
}

/**
 * A sweep file of W&B (docs.wandb.ai, "Sweep configuration options"). Further keys of the file itself say how W&B runs
 * a program, and are let through to be told as left out.
 */
export const wandbFile = z.looseObject({
  name: z.string().optional(),
  project: z.string().optional(),
  method: z.enum(['grid', 'random', 'bayes']),
  metric: z
    .strictObject({
      name: z.string(),
      goal: z.enum(['minimize', 'maximize']).optional(),
      target: z.number().optional(),
      impute: z.unknown().optional(),
      impute_while_running: z.unknown().optional(),
    })
    .optional(),
  parameters: z.record(z.string(), wandbParameter),
  early_terminate: z
    .strictObject({
      type: z.literal('hyperband'),
      min_iter: z.int().min(1).optional(),
      max_iter: z.int().min(1).optional(),
      s: z.int().min(1).optional(),
      eta: z.number().gt(1).optional(),
      strict: z.boolean().optional(),
    })
    .optional(),
  run_cap: z.int().min(1).optional(),
});
export type WandbFile = z.output<typeof wandbFile>;

/** Keys that only a file of W&B has, and keys that only one of ours has. */
const theirs = [
  'metric',
  'early_terminate',
  'run_cap',
  'program',
  'command',
  'project',
  'entity',
  'controller',
];
const ours = ['dataset', 'goal', 'seeds', 'budget', 'earlyTermination', 'against', 'retries', 'priority'];
const theirsInParameter = ['distribution', 'probabilities', 'mu', 'sigma', 'q'];

/** Whether what a sweep file holds was written for W&B: by its keys, or by how its parameters are called and chosen. */
export function isWandb(value: unknown): boolean {
  const has = (where: unknown, keys: readonly string[]) =>
    keys.some((key) => entryOf(where, key) !== undefined);
  if (has(value, ours)) return false;
  if (has(value, theirs)) return true;
  const parameters = entryOf(value, 'parameters');
  if (typeof parameters !== 'object' || parameters === null) return false;
  return Object.entries(parameters).some(
    ([name, parameter]) =>
      name.includes('_') || parameterSynonyms.has(plainName(name)) || has(parameter, theirsInParameter),
  );
}
