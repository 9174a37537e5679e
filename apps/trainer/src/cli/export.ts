import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

export const exportModel = defineCommand({
  name: 'export',
  summary: 'write a trained network as a file for Keras or for browsers',
  arguments: ['run'],
  input: z.strictObject({
    run: z.string().min(1).describe('id of a run that this machine trained, or path of a checkpoint'),
    format: z
      .enum(['keras', 'tfjs'])
      .default('keras')
      .describe('keras: one file for Keras 3; tfjs: a folder for TensorFlow.js'),
    weights: z
      .enum(['best', 'last'])
      .optional()
      .describe('of a run: weights of the epoch with the lowest val_loss (by default), or of the last one'),
    out: z
      .string()
      .min(1)
      .optional()
      .describe('file (keras) or folder (tfjs) to write; by default run-ID beside you'),
    json: jsonOption,
  }),
  async run(input, context) {
    const { runExport } = await import('../exporting/run-export.ts');
    await runExport(input, context);
  },
});
