import { z } from 'zod';
import { defineCommand } from './command.ts';

export const up = defineCommand({
  name: 'up',
  summary: 'run Postgres, the dashboard and a worker until it is stopped',
  arguments: [],
  input: z.strictObject({}),
  async run(_, context) {
    const { runUp } = await import('../up/run-up.ts');
    await runUp(context);
  },
});
