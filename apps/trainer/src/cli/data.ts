import { z } from 'zod';
import { datasetNames } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

export const dataCheck = defineCommand({
  name: 'data check',
  summary: 'count the images of a data set and say what is doubtful about them',
  arguments: ['dataset'],
  input: z.strictObject({
    dataset: z
      .string()
      .min(1)
      .describe(`path of a data set, or a name that Tenbin knows: ${datasetNames.join(', ')}`),
    size: z.coerce
      .number()
      .int()
      .min(4)
      .max(4096)
      .optional()
      .describe('side that images are brought to, in pixels (default: the median of theirs, 224 at most)'),
    html: z.string().min(1).optional().describe('HTML page to write, with the pictures in it'),
    json: jsonOption,
  }),
  async run(input, { env, output }) {
    const { runCheck } = await import('../inspecting/run-check.ts');
    await runCheck(input, { home: env.home, output });
  },
});
