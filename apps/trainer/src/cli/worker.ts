import { z } from 'zod';
import { defineCommand } from './command.ts';

export const worker = defineCommand({
  name: 'worker',
  summary: 'train queued trials until it is stopped',
  arguments: [],
  input: z.strictObject({
    concurrency: z.coerce
      .number()
      .int()
      .min(1)
      .max(1024)
      .optional()
      .describe('trials at the same time (default: what trains most here, measured at the first start)'),
    idleExit: z.coerce
      .number()
      .min(0)
      .optional()
      .describe('end after this many seconds without work (default: never)'),
  }),
  async run({ concurrency, idleExit: idleSeconds }, { env, output, stop, kill }) {
    const { serveTrials } = await import('../worker/serve-trials.ts');
    await serveTrials({ concurrency, idleSeconds, env, stop, kill, log: output.say });
  },
});
