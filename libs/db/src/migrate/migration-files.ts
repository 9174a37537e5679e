import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One step of the schema, as Prisma names and sums it. */
export interface MigrationFile {
  name: string;
  sql: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  checksum: string;
}

/** Where the repository keeps its migrations. */
export const repositoryMigrations = (): string => join(import.meta.dirname, '../../../../prisma/migrations');

/** The migrations in a folder, in the order in which they apply. */
export function migrationFiles(folder: string): MigrationFile[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .toSorted()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, 'migration.sql'));
      return {
        name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    });
}
