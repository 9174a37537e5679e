import { z } from 'zod';
import { modelNames, optimizerNames } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const count = z.coerce.number().int().min(1);

export const describe = defineCommand({
  name: 'describe',
  summary: 'say what a model costs: parameters, operations, memory to train it',
  arguments: ['model'],
  input: z.strictObject({
    model: z.enum(modelNames).describe(`one of ${modelNames.join(', ')}`),
    input: z
      .string()
      .regex(/^\d+x\d+x\d+$/, 'must be height x width x channels, as in 224x224x3')
      .optional()
      .describe('images, as in 224x224x3 (default: what the model was drawn for)'),
    classes: count.default(1000).describe('classes to tell apart (default: 1000)'),
    batch: count.max(65_536).default(32).describe('images a step (default: 32)'),
    optimizer: z
      .enum(optimizerNames)
      .default('momentum')
      .describe(`one of ${optimizerNames.join(', ')} (default: momentum)`),
    force: z.boolean().default(false).describe('end well although it does not fit into the memory'),
    json: jsonOption,
  }),
  async run(input, { output }) {
    const { runDescribe } = await import('../describing/run-describe.ts');
    runDescribe(input, output);
  },
});
