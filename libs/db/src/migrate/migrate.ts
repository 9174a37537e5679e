import { AppError } from '@tenbin/contracts';
import type pg from 'pg';
import * as queries from '../queries/migrations.ts';
import { installQueue } from '../queue/install-queue.ts';
import { connectOrCreate } from './create-database.ts';
import { migrationFiles, repositoryMigrations } from './migration-files.ts';
import type { MigrationFile } from './migration-files.ts';

interface MigrateOptions {
  log?: (line: string) => void;
  /** Another folder of migrations than the repository's. */
  folder?: string;
  /** Names of those to apply; all by default. */
  only?: ReadonlySet<string>;
}

/**
 * Brings the database of this address up to date, making it when it is missing: our tables with what Prisma's
 * `migrate deploy` would apply, then the queue's. Processes that do it at once wait for each other.
 * Each migration is applied wholly or not at all.
 * @returns the names of the migrations applied now
 * @throws AppError `migration_failed` or `database_unavailable`
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { log = () => {}, folder = repositoryMigrations(), only } = options;
  const files = migrationFiles(folder).filter(({ name }) => only === undefined || only.has(name));
  const client = await connectOrCreate(url);
  try {
    await client.query(queries.lock);
    await client.query(queries.createTable);
    const names = await applyAll(client, files, log);
    await installQueue(client);
    return names;
  } finally {
    await client.end();
  }
}

interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

async function applyAll(client: pg.Client, files: MigrationFile[], log: (line: string) => void) {
  const { rows } = await client.query<Applied>(queries.applied);
  const done = new Map(rows.map((row) => [row.name, row]));
  const names: string[] = [];
  for (const file of files) {
    const before = done.get(file.name);
    if (before?.finished === false) throw unfinished(file);
    if (before && before.checksum !== file.checksum) {
      log(`migration ${file.name} was edited after it was applied; the database keeps what it applied`);
    }
    if (before) continue;
    await apply(client, file);
    log(`migration ${file.name} applied`);
    names.push(file.name);
  }
  return names;
}

async function apply(client: pg.Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(queries.record, [checksum, name]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {}); // a lost connection has rolled back
    throw new AppError({
      code: 'migration_failed',
      message: `Migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'The database is as it was before. It may hold tables that Tenbin did not make: give Tenbin a database of its own.',
      cause,
    });
  }
}

function unfinished({ name }: MigrationFile): AppError {
  return new AppError({
    code: 'migration_failed',
    message: `Migration ${name} was begun by another tool and never finished.`,
    hint: `Look at what it left, then say what is true: npx prisma migrate resolve --rolled-back ${name} (or --applied).`,
  });
}
