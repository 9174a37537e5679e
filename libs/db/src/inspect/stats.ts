import pg from 'pg';
import { z } from 'zod';
import type { Database } from '../database.ts';
import * as queries from '../queries/inspect.ts';
import { atLeisure } from '../at-leisure.ts';

/** How much a database holds, and in how many bytes of disk. */
export interface Stats {
  bytes: number;
  projects: number;
  sweeps: number;
  runs: number;
  /** Runs that can still be brought back. */
  runsInTrash: number;
  points: number;
  /** Null where there is no point. */
  bytesPerPoint: number | null;
  /** The largest first; bytes with indexes. */
  tables: { name: string; rows: number; bytes: number }[];
}

const bytes = z.coerce.number();
const totals = z.object({
  bytes,
  projects: z.int(),
  sweeps: z.int(),
  runs: z.int(),
  runsInTrash: z.int(),
  points: z.coerce.number(),
  metricBytes: bytes,
});
const tableRows = z.array(z.object({ name: z.string(), bytes }));
const count = z.object({ count: z.coerce.number() });

export async function databaseStats(db: Database): Promise<Stats> {
  return atLeisure(db, async (client) => {
    const { metricBytes, ...told } = totals.parse((await client.query(queries.totals)).rows[0]);
    const tables: Stats['tables'] = [];
    for (const table of tableRows.parse((await client.query(queries.tables)).rows)) {
      const { rows } = await client.query(`select count(*) from ${pg.escapeIdentifier(table.name)}`);
      tables.push({ ...table, rows: count.parse(rows[0]).count });
    }
    return { ...told, bytesPerPoint: told.points === 0 ? null : metricBytes / told.points, tables };
  });
}
