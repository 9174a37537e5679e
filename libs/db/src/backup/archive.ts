import { AppError } from '@tenbin/contracts';
import { z } from 'zod';

/** What lies in a backup, beside one file for each table as Postgres's COPY writes it. */
export const manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Those of the database that was saved: its tables are as these made them. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  jobs: z.array(z.object({ id: z.uuid(), sweepId: z.int(), priority: z.int() })),
});

export type Manifest = z.output<typeof manifest>;

export const manifestName = 'tenbin.json';

export function fileOfTable(table: string): string {
  return `tables/${table}.copy`;
}

export function invalidBackup(path: string, why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'backup_invalid',
    message: `${path} is no backup of Tenbin that can be used: ${why}`,
    hint: 'Nothing was changed. Use a file that `tenbin db backup` wrote, as it was written.',
    ...(cause === undefined ? {} : { cause }),
  });
}
