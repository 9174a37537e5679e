import { z } from 'zod';
import { atLeisure } from '../at-leisure.ts';
import type { Database } from '../database.ts';
import { migrationFiles, repositoryMigrations } from '../migrate/migration-files.ts';
import * as queries from '../queries/inspect.ts';
import { migrations } from '../queries/backup.ts';

/** Something that must hold, and does not. */
export interface Fault {
  what: string;
  count: number;
  /** Ids of some of the runs that it is about. */
  runs: number[];
}

const counted = z.object({ count: z.int(), runs: z.array(z.int()).nullable() });
const names = z.array(z.object({ name: z.string(), checksum: z.string() }));

/** Reads all that is stored and says what does not fit together; nothing is changed. */
export async function checkDatabase(
  db: Database,
  { progress = () => {} }: { progress?: (what: string) => void } = {},
): Promise<Fault[]> {
  return atLeisure(db, async (client) => {
    const faults = faultsOfSchema(names.parse((await client.query(migrations)).rows));
    for (const { what, sql } of queries.faults) {
      progress(what);
      const { count, runs } = counted.parse((await client.query(queries.countOf(sql))).rows[0]);
      if (count > 0) faults.push({ what, count, runs: (runs ?? []).filter((id) => id > 0) });
    }
    return faults;
  });
}

/** Migrations that are missing, unknown, or not as this Tenbin has them. */
function faultsOfSchema(applied: { name: string; checksum: string }[]): Fault[] {
  const files = migrationFiles(repositoryMigrations());
  const own = new Map(files.map(({ name, checksum }) => [name, checksum]));
  const done = new Set(applied.map(({ name }) => name));
  const told = {
    'migrations that were not applied': files.filter(({ name }) => !done.has(name)),
    'migrations of another Tenbin': applied.filter(({ name }) => !own.has(name)),
    'migrations that were edited after they were applied': applied.filter(
      ({ name, checksum }) => own.has(name) && own.get(name) !== checksum,
    ),
  };
  return Object.entries(told)
    .filter(([, found]) => found.length > 0)
    .map(([what, found]) => ({
      what: `${what}: ${found.map(({ name }) => name).join(', ')}`,
      count: found.length,
      runs: [],
    }));
}
