import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

export const sweep = defineCommand({
  name: 'sweep',
  summary: 'train every trial of a sweep file and compare them',
  arguments: ['file'],
  input: z.strictObject({
    file: z.string().describe('sweep file, YAML or JSON'),
    data: z
      .string()
      .min(1)
      .optional()
      .describe('data set instead of the one in the file: a path, or a name that Tenbin knows'),
    dryRun: z
      .boolean()
      .default(false)
      .describe('say which trials there are, their memory and time, and train none'),
    detach: z.boolean().default(false).describe('queue the trials, print the id of the sweep, and end'),
    force: z.boolean().default(false).describe('queue also what needs more memory than this machine has'),
    json: jsonOption,
  }),
  async run(input, context) {
    const { runSweep } = await import('../sweeping/run-sweep.ts');
    await runSweep(input, context);
  },
});
