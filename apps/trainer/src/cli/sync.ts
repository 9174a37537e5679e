import { z } from 'zod';
import { defineCommand, jsonOption } from './command.ts';

/** `tenbin sync`. */
export const sync = defineCommand({
  name: 'sync',
  summary: 'deliver what programs logged while they were offline, or before they were killed',
  arguments: [],
  input: z.strictObject({
    directory: z
      .string()
      .optional()
      .describe('folder of the spools (default: TENBIN_SPOOL, or .tenbin/spool in your home)'),
    url: z
      .url()
      .optional()
      .describe('server to send to (default: TENBIN_URL, or the database of this folder)'),
    json: jsonOption,
  }),
  async run({ directory, url }, context) {
    const { syncNow } = await import('../controlling/sync.ts');
    await syncNow({ directory, url }, context);
  },
});
