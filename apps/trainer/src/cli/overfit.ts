import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';
import type { Command } from './command.ts';

const check = defineCommand({
  name: 'overfit check',
  summary:
    'say which training histories overfit: a JSON line each, in order, with epochs counted from 0 (onset: the last good one)',
  arguments: ['files'],
  input: z.strictObject({
    files: z
      .array(z.string().min(1))
      .default([])
      .describe('files, folders or the address of an MLflow server, told apart by name; without any, stdin'),
    histories: z
      .string()
      .min(1)
      .optional()
      .describe(
        'file of {id, epochs: [{loss, val_loss, accuracy, val_accuracy}], n_val?} a line (default: stdin)',
      ),
    csv: z.string().min(1).optional().describe('file of Keras’s CSVLogger'),
    tensorboard: z.string().min(1).optional().describe('folder of TensorBoard event files, or one of them'),
    mlflow: z
      .string()
      .min(1)
      .optional()
      .describe('mlruns, an experiment or a run in it, or the address of a server'),
    run: z.string().min(1).optional().describe('id of the MLflow run that is wanted'),
    experiment: z.string().min(1).optional().describe('id or name of the MLflow experiment that is wanted'),
    validationImages: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('images that val_loss is the mean of, where a history does not say it (n_val)'),
    json: jsonOption.describe('changes nothing but errors: they are JSON on stdout as well'),
  }),
  async run(input, { output, stop }) {
    const { checkHistories } = await import('../checking/check-histories.ts');
    await checkHistories(input, { stop, say: output.say });
  },
});

/** Commands that judge trainings of other tools. */
export const overfitCommands = [check].map(resultsOnly);

/** `command` with stdout for its results alone: whatever it says goes to stderr, with or without --json. */
function resultsOnly(command: Command): Command {
  return {
    ...command,
    async run(raw, context) {
      context.output.divert((line) => void process.stderr.write(`${line}\n`));
      await command.run(raw, context);
    },
  };
}
