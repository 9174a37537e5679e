import { z } from 'zod';
import { dependent, dependentNames, usersOf } from './dependent-parameters.ts';
import { earlyTermination } from './early-termination.ts';
import { boundsOf, countOf, isCountable, parameterChoices } from './parameter-choice.ts';
import type { ParameterSpace } from './parameter-choice.ts';
import { misplaced, parameterNames, trialParameters } from './parameters.ts';
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

/** Data sets that Tenbin finds in packages and converts by itself. */
export const datasetNames = ['animals', 'fashion-mnist', 'mnist'] as const;
export type DatasetName = (typeof datasetNames)[number];

export const datasetSpec = z
  .strictObject({
    path: z
      .string()
      .min(1, 'is empty')
      .optional()
      .describe(
        'folder or zip with a folder of images for each class, CSV of path,label, npz, or CIFAR binary',
      ),
    name: z.enum(datasetNames).optional().describe('a data set that Tenbin knows'),
    validation: z.number().gt(0).lt(1).default(0.3).describe('share of the images kept for validation'),
    test: z.number().min(0).lt(1).default(0).describe('share of the images kept to test the best weights on'),
    stratify: z.boolean().default(true).describe('keep the shares in every class and not only on the whole'),
    folds: z
      .int()
      .min(2)
      .max(100)
      .optional()
      .describe('k-fold: this many parts, of which parameters.fold validates, instead of a share'),
    groups: z
      .string()
      .min(1, 'is empty')
      .refine(isPattern, 'is no regular expression')
      .optional()
      .describe('pattern of file names: images whose matched parts are equal stay on one side of the split'),
  })
  .refine(({ path, name }) => (path === undefined) !== (name === undefined), 'needs either path or name')
  .refine(({ validation, test }) => validation + test < 1, {
    path: ['test'],
    message: 'leaves no image for training beside validation',
  });
export type DatasetSpec = z.infer<typeof datasetSpec>;

/** The data set that people call so: one that Tenbin knows, or the path to their own. */
export function datasetCalled(title: string): DatasetSpec {
  const known = datasetNames.some((name) => name === title);
  return datasetSpec.parse(known ? { name: title } : { path: title });
}

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

export const sweepSpec = z
  .strictObject({
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
    parameters: z
      .strictObject(parameterChoices)
      .refine((choices) => Object.keys(choices).length > 0, 'names no parameter, so there is nothing to try')
      .superRefine(refuseMisplaced)
      .describe('what is tried: each parameter by value, values, or min and max'),
  })
  .superRefine(refuseFolds)
  .superRefine(refuseMethod);

/** A sweep as its file describes it, defaults filled in. */
export type SweepSpec = z.output<typeof sweepSpec>;

/** The seeds with which every setting is tried. */
export function seedsOf({ seeds }: Pick<SweepSpec, 'seeds'>): number[] {
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, index) => index + 1) : seeds;
}

/** A sampler without an end, a grid over what cannot be counted, and costs that the sampler cannot weigh. */
function refuseMethod(
  spec: Pick<SweepSpec, 'method' | 'budget' | 'against'> & { parameters: ParameterSpace },
  context: z.RefinementCtx,
): void {
  const { method, parameters } = spec;
  const refuse = (path: string[], message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path, message, input });
  if (method !== 'grid' && spec.budget.trials === undefined) {
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
  if (spec.against.length > 0 && (method === 'tpe' || method === 'bayes')) {
    const message = `is not weighed by the method ${method}; take nsga2, random, sobol or grid`;
    refuse(['against'], message, spec.against);
  }
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

/** A parameter without a use beside some choice of the sweep, and without the condition that keeps it from there. */
function refuseMisplaced(space: ParameterSpace, context: z.RefinementCtx): void {
  for (const name of dependentNames) {
    const choice = space[name];
    if (choice === undefined) continue;
    const { on } = dependent[name];
    const users = usersOf(name);
    const chooser = space[on];
    const plain = trialParameters.parse({})[on];
    // Where the condition of the other one does not hold it has its default.
    const tried = chooser === undefined ? [plain] : [...boundsOf(chooser), ...(chooser.when ? [plain] : [])];
    if ([choice.when?.[on] ?? tried].flat().every((value) => users.includes(String(value)))) continue;
    const condition = `{ ${on}: ${users[0] ?? ''} }`;
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `${misplaced(name)}; add \`when: ${condition}\``,
      input: choice,
    });
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').unicode;
  } catch {
    return false;
  }
}
