import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

export const sweep = defineCommand({
  name: 'sweep',
  summary: 'train every trial of a sweep file and compare them',
  arguments: ['file'],
  input: z.strictObject({
    file: z.string().describe('sweep file, YAML or JSON'),
    detach: z.boolean().default(false).describe('queue the trials, print the id of the sweep, and end'),
    force: z.boolean().default(false).describe('queue also what needs more memory than this machine has'),
    json: jsonOption,
  }),
  async run(input, context) {
    const { runSweep } = await import('../sweeping/run-sweep.ts');
    await runSweep(input, context);
  },
});
