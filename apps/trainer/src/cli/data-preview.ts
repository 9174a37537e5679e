import { z } from 'zod';
import {
  augmentationNames,
  augmentationPresets,
  datasetNames,
  parameterSchemas,
  recordOf,
} from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const strengths = recordOf(augmentationNames, (name) =>
  z.coerce
    .number()
    .pipe(parameterSchemas[name])
    .optional()
    .describe(`${parameterSchemas[name].description} (default: the preset's)`),
);

export const dataPreview = defineCommand({
  name: 'data preview',
  summary: 'draw training images beside what augmentation makes of them',
  arguments: ['dataset'],
  input: z.strictObject({
    dataset: z
      .string()
      .min(1)
      .describe(`path of a data set, or a name that Tenbin knows: ${datasetNames.join(', ')}`),
    augmentation: z
      .enum(augmentationPresets)
      .default('light')
      .describe(`one of ${augmentationPresets.join(', ')} (default: light)`),
    ...strengths,
    count: z.coerce.number().int().min(1).max(100).default(8).describe('training images (default: 8)'),
    seed: z.coerce.number().int().min(0).default(1).describe('decides images and changes (default: 1)'),
    out: z.string().min(1).default('sheet.png').describe('PNG to write (default: sheet.png)'),
    json: jsonOption,
  }),
  async run(input, { env, output }) {
    const { runPreview } = await import('../previewing/run-preview.ts');
    await runPreview(input, { home: env.home, output });
  },
});
