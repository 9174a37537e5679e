import { z } from 'zod';
import { adviceKinds } from '@tenbin/contracts';
import { defineCommand, jsonOption } from './command.ts';

const id = z.coerce.number().int().min(1);

const report = defineCommand({
  name: 'overfit report',
  summary: 'say which runs overfit, why, and what to do about it',
  arguments: [],
  input: z.strictObject({
    run: id.optional().describe('id of the run to report on; by default the whole project'),
    sweep: id.optional().describe('id of the sweep to report on'),
    html: z
      .string()
      .min(1)
      .optional()
      .describe('write it as one HTML file that needs nothing else; - prints it'),
    markdown: z
      .union([z.boolean(), z.string().min(1)])
      .default(false)
      .describe('print it as Markdown, or write it to a file'),
    json: jsonOption,
  }),
  async run(input, context) {
    const { runOverfitReport } = await import('../reporting/run-overfit-report.ts');
    await runOverfitReport(input, context);
  },
});

/** `weightDecay` and `weight-decay`, each once. */
const only = z.string().transform((text, context) => {
  const named = text.split(',').map((kind) => camelCase(kind.trim()));
  const kinds = adviceKinds.filter((kind) => named.includes(kind));
  const unknown = named.filter((name) => !kinds.some((kind) => kind === name));
  if (unknown.length === 0) return kinds;
  context.addIssue(`${unknown.join(', ') || 'nothing'} is no cure; there are ${adviceKinds.join(', ')}`);
  return z.NEVER;
});

function camelCase(text: string): string {
  return text.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const cure = defineCommand({
  name: 'overfit cure',
  summary: 'train a run once more as it was and with what may cure it, and say what helped',
  arguments: ['run'],
  input: z.strictObject({
    run: id.describe('id of the run to cure'),
    seeds: z.coerce.number().int().min(2).max(100).default(3).describe('seeds of each case'),
    only: only.optional().describe(`cures to try, with commas between: ${adviceKinds.join(', ')}`),
    dryRun: z.boolean().default(false).describe('say what would be trained, and train nothing'),
    detach: z.boolean().default(false).describe('queue it, print the id of the sweep, and end'),
    json: jsonOption,
  }),
  async run(input, context) {
    const { runCure } = await import('../curing/run-cure.ts');
    await runCure(input, context);
  },
});

/** What people do about overfitting. */
export const overfitReportCommands = [report, cure];
