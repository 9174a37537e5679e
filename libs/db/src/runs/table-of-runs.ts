import { anyNumber, runQuery } from '@tenbin/contracts';
import type { RunPage, RunQuery } from '@tenbin/contracts';
import { z } from 'zod';
import type { Database } from '../database.ts';
import * as queries from '../queries/run-table.ts';
import { runRow } from './run-rows.ts';

const beside = z.object({ figures: z.array(anyNumber).nullable() });

/**
 * A page of the runs that a query asks for: found, sorted and cut by the server, so that it costs the same among a
 * thousand runs and among a hundred thousand.
 */
export async function tableOfRuns(db: Database, query: RunQuery): Promise<RunPage> {
  const asked = runQuery.parse(query);
  const [rows, [counted]] = await Promise.all([
    db.prisma.$queryRaw<{ sweepId: number | null }[]>(queries.page(asked)),
    db.prisma.$queryRaw<{ total: number }[]>(queries.count(asked)),
  ]);
  return {
    total: counted?.total ?? 0,
    runs: rows.map((row) => ({ ...runRow(row), figures: beside.parse(row).figures ?? [] })),
  };
}
