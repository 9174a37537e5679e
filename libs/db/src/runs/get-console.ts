import { z } from 'zod';
import type { Database } from '../database.ts';
import * as queries from '../queries/console.ts';

const chunk = z.object({
  seq: z.int(),
  stream: z.enum(['stdout', 'stderr']),
  at: z.number(),
  lines: z.array(z.string()),
});

/** Lines that the process of a run wrote at about one moment, in milliseconds since 1970. */
export type ConsoleChunk = z.infer<typeof chunk>;

/**
 * The last chunks of what a run wrote, in the order in which it wrote them; none for a run that kept nothing.
 * @param options.before place of a chunk: those before it
 */
export async function getConsole(
  db: Database,
  runId: number,
  { before = null, limit = 200 }: { before?: number | null; limit?: number } = {},
): Promise<ConsoleChunk[]> {
  const rows = await db.prisma.$queryRaw<unknown[]>(queries.chunks(runId, before, limit));
  return rows.map((raw) => chunk.parse(raw)).toReversed();
}
