import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '@tenbin/contracts';

/** The folder of the whole repository. */
export const repository = resolve(import.meta.dirname, '../../../..');

/** What the environment says, and what it leaves to Tenbin. */
export interface Env {
  /** Absolute folder of everything that Tenbin keeps on this machine. */
  home: string;
  /** Where the files of runs are kept: a folder, or `s3://bucket/prefix`. */
  artifacts: string;
  /** The user's own Postgres, or null for the embedded one. */
  databaseUrl: string | null;
  /** The address on which the dashboard listens; of this machine alone by default. */
  host: string;
  /** The port that the dashboard must have, or null for the first free one. */
  port: number | null;
  /** The whole environment, to hand to child processes. */
  inherited: NodeJS.ProcessEnv;
}

/** `NAME=` in a shell or a container file means the same as not setting it. */
const unsetWhenEmpty = (value: unknown): unknown => (value === '' ? undefined : value);

const schema = z.object({
  TENBIN_HOME: z.preprocess(unsetWhenEmpty, z.string().optional()),
  DATABASE_URL: z.preprocess(
    unsetWhenEmpty,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
  ),
  TENBIN_HOST: z.preprocess(
    unsetWhenEmpty,
    z.union([z.ipv4(), z.ipv6()], 'must be an IP address').optional(),
  ),
  TENBIN_ARTIFACTS: z.preprocess(unsetWhenEmpty, z.string().optional()),
  PORT: z.preprocess(
    unsetWhenEmpty,
    z.coerce
      .number('must be a whole number from 1 to 65535')
      .int('must be a whole number from 1 to 65535')
      .min(1, 'must be a whole number from 1 to 65535')
      .max(65_535, 'must be a whole number from 1 to 65535')
      .optional(),
  ),
});

/** @throws AppError `bad_input` that names the variable; never its value where that may hold a password */
export function readEnv(inherited: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(inherited);
  if (!parsed.success) {
    throw new AppError({
      code: 'bad_input',
      message: parsed.error.issues
        .map((issue) => `the environment variable ${issue.path.join('.')} ${issue.message}`)
        .join('\n'),
      hint: 'Correct it, or unset it to use the default.',
    });
  }
  const { TENBIN_HOME, TENBIN_HOST, TENBIN_ARTIFACTS, DATABASE_URL, PORT } = parsed.data;
  const home = resolve(repository, TENBIN_HOME ?? '.tenbin');
  return {
    home,
    artifacts: TENBIN_ARTIFACTS ?? join(home, 'artifacts'),
    databaseUrl: DATABASE_URL ?? null,
    host: TENBIN_HOST ?? '127.0.0.1',
    port: PORT ?? null,
    inherited,
  };
}
