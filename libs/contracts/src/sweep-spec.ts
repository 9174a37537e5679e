import { z } from 'zod';
import { dependent, dependentNames, usersOf } from './dependent-parameters.ts';
import { misplaced, parameterNames, parameterSchemas, trialParameters } from './parameters.ts';
import type { ParameterName, ParameterSetting, ParameterValue } from './parameters.ts';
import { recordOf } from './record-of.ts';

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

const parameterChoices = recordOf(parameterNames, (name) => choiceOf(parameterSchemas[name]).optional());

/** The parameters of a sweep that it names; what is not named keeps its default. */
export type ParameterSpace = { [name in ParameterName]?: ParameterChoice | undefined };

/** Data sets that Tenbin finds in packages and converts by itself. */
export const datasetNames = ['animals', 'fashion-mnist', 'mnist'] as const;
export type DatasetName = (typeof datasetNames)[number];

export const datasetSpec = z
  .strictObject({
    path: z
      .string()
      .min(1)
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
      .min(1)
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

export const sweepSpec = z
  .strictObject({
    name: z.string().trim().min(1).max(100).describe('what the dashboard calls the sweep'),
    dataset: datasetSpec,
    method: z.enum(samplerNames).default('grid').describe('how the next setting is chosen'),
    goal: goal.default({ metric: 'val_accuracy', direction: 'maximize' }),
    seeds: z.int().min(1).max(1000).default(1).describe('repeats of every setting, with seeds 1 to this'),
    parameters: z
      .strictObject(parameterChoices)
      .refine((choices) => Object.keys(choices).length > 0, 'names no parameter, so the grid is empty')
      .superRefine(refuseMisplaced),
  })
  .superRefine(refuseFolds);

/** A sweep as its file describes it, defaults filled in. */
export type SweepSpec = z.output<typeof sweepSpec>;

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
  const beyond = fold?.values.find((value) => Number(value) > folds);
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
    const tried = chooser === undefined ? [plain] : [...chooser.values, ...(chooser.when ? [plain] : [])];
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
