import { z } from 'zod';
import type { Database } from '../database.ts';
import * as queries from '../queries/removal.ts';

const row = z.object({
  kind: z.enum(['run', 'sweep', 'project']),
  id: z.int(),
  name: z.string(),
  at: z.date(),
  runs: z.int(),
});

/** Something that was deleted and can be brought back. */
export interface Removed {
  kind: 'run' | 'sweep' | 'project';
  id: number;
  name: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** Runs that come back with it. */
  runs: number;
}

/** What can be brought back, the last that was deleted first. */
export async function listRemoved(db: Database): Promise<Removed[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.removed);
  return rows.map((raw) => {
    const { at, ...rest } = row.parse(raw);
    return { ...rest, at: at.getTime() };
  });
}
