import { z } from 'zod';
import { refuseConditions, refuseMisplaced } from './conditions.ts';
import { datasetSpec } from './dataset-spec.ts';
import type { DatasetSpec } from './dataset-spec.ts';
import { earlyTermination } from './early-termination.ts';
import type { EarlyTermination, PrunerName } from './early-termination.ts';
import { boundsOf, countOf, isCountable, parameterChoices } from './parameter-choice.ts';
import type { ParameterSpace } from './parameter-choice.ts';
import { parameterNames, trialParameters } from './parameters.ts';
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

const allButParameters = {
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

const choices = z.strictObject(parameterChoices);

export const sweepSpec = z
  .strictObject({
    ...allButParameters,
    parameters: choices
      .refine((named) => Object.keys(named).length > 0, 'names no parameter, so there is nothing to try')
      .superRefine(refuseMisplaced)
      .superRefine(refuseConditions)
      .describe('what is tried: each parameter by value, values, or min and max'),
  })
  .superRefine(refuseFolds)
  .superRefine(refuseMethod)
  .superRefine(refuseObjectives)
  .superRefine(refuseBudget);

/** A sweep as it was stored: what was accepted once can be read, also where a later release would refuse it. */
export const storedSweepSpec = z.strictObject({ ...allButParameters, parameters: choices });

/** A sweep as its file describes it, defaults filled in. */
export type SweepSpec = z.output<typeof sweepSpec>;

/** The seeds with which every setting is tried. */
export function seedsOf({ seeds }: Pick<SweepSpec, 'seeds'>): number[] {
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, index) => index + 1) : seeds;
}

/** A sampler without an end, and a grid over what cannot be counted. */
function refuseMethod(
  {
    method,
    budget: { trials },
    parameters,
  }: { method: SamplerName; budget: Budget; parameters: ParameterSpace },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string[], message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path, message, input });
  if (method !== 'grid' && trials === undefined) {
    const message = `is ${method}, which has no end of its own; say after how many trials, as in \`budget: { trials: 50 }\``;
    refuse(['method'], message, method);
  }
  for (const name of method === 'grid' ? parameterNames : []) {
    const choice = parameters[name];
    const faulty = context.issues.some(({ path = [] }) => path[0] === 'parameters' && path[1] === name);
    if (choice === undefined || faulty) continue;
    if (!isCountable(choice)) {
      const message =
        'is a range without a step, which a grid cannot count; give it a step or values, or take another method';
      refuse(['parameters', name], message, choice);
    } else if (countOf(choice) > maxTrials) {
      const message = `has ${countOf(choice).toLocaleString('en')} values, more than a sweep may have trials`;
      refuse(['parameters', name], message, choice);
    }
  }
}

/** Ways to stop a trial that look at its own course, or never stop one. */
const careful: readonly PrunerName[] = ['none', 'overfit'];

/** Costs that the sampler cannot weigh, or that a stopped trial has less of because it was stopped. */
function refuseObjectives(
  {
    method,
    against,
    earlyTermination: { type },
  }: { method: SamplerName; against: SweepCost[]; earlyTermination: EarlyTermination },
  context: z.RefinementCtx,
): void {
  if (against.length === 0) return;
  const refuse = (path: string[], message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path, message, input });
  if (method === 'tpe') {
    const message = `is not weighed by the method ${method}; take nsga2, bayes, random, sobol or grid`;
    refuse(['against'], message, against);
  }
  if (!careful.includes(type)) {
    const message = `is ${type}, which looks at the goal only: a trial that it stops would count as cheap; with \`against\` take ${careful.join(' or ')}`;
    refuse(['earlyTermination', 'type'], message, type);
  }
}

/** Fewer epochs for all trials than one of them takes. */
function refuseBudget(
  { budget: { epochs }, parameters }: { budget: Budget; parameters: ParameterSpace },
  context: z.RefinementCtx,
): void {
  const choice = parameters.epochs;
  const plain = trialParameters.parse({}).epochs;
  const tried = choice === undefined ? [] : boundsOf(choice).map(Number);
  // Where its condition does not hold a trial has the default.
  const least = Math.min(...tried, ...(choice === undefined || choice.when ? [plain] : []));
  if (epochs === undefined || epochs >= least) return;
  const why = choice === undefined ? `${plain} where parameters.epochs does not say it` : 'the shortest one';
  const message = `is ${epochs}, which is over before a trial has its ${least} epochs (${why})`;
  context.addIssue({ code: 'custom', path: ['budget', 'epochs'], message, input: epochs });
}

/** A fold that there is not, folds of which none was chosen, and a fold of a data set that has none. */
function refuseFolds(
  { dataset: { folds }, parameters: { fold } }: { dataset: DatasetSpec; parameters: ParameterSpace },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: fold ?? folds });
  if (folds === undefined && fold !== undefined) {
    refuse(['parameters', 'fold'], 'has no use without dataset.folds');
  }
  if (folds === undefined) return;
  if (fold === undefined) {
    refuse(
      ['dataset', 'folds'],
      `needs parameters.fold: { values: [1, …, ${folds}] } to train on every fold`,
    );
  }
  const beyond = fold && boundsOf(fold).find((value) => Number(value) > folds);
  if (beyond !== undefined) refuse(['parameters', 'fold'], `names fold ${beyond} of ${folds}`);
}
