import { z } from 'zod';

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

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').unicode;
  } catch {
    return false;
  }
}
