import { z } from 'zod';

const schema = z.object({
  /** Path of a Chromium; without it Playwright looks for its own. */
  TENBIN_BROWSER: z.string().min(1).optional(),
});

export const env = schema.parse(process.env);
