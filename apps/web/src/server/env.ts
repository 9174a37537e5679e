import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .describe('the Postgres to read, as postgresql://user:password@host:port/name'),
  TENBIN_ARTIFACTS: z
    .string()
    .optional()
    .describe('where files of runs are kept: a folder, or s3://bucket/prefix'),
  TENBIN_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .describe('origins, with commas between, whose pages may log runs from the browser'),
  TENBIN_RATE_LIMIT_REQUESTS: z.coerce
    .number()
    .int()
    .min(1)
    .default(200)
    .describe('requests a second that one API key may make'),
  TENBIN_RATE_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 2 ** 20)
    .describe('bytes a second that one API key may send'),
  TENBIN_HOME: z.string().optional().describe('where data sets known by name may lie'),
});

/** The environment of the dashboard, the only place that reads it. Throws when a variable is missing. */
export function readEnv(): z.infer<typeof schema> {
  return schema.parse(process.env);
}
