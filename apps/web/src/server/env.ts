import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .describe('the Postgres to read, as postgresql://user:password@host:port/name'),
  TENBIN_HOME: z.string().optional().describe('where data sets known by name may lie'),
});

/** The environment of the dashboard, the only place that reads it. Throws when a variable is missing. */
export function readEnv(): z.infer<typeof schema> {
  return schema.parse(process.env);
}
