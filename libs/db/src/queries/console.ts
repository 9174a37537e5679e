import { Prisma } from '../generated/client.ts';

/** What a run wrote, the newest first: chunks before that place, or from the end on. */
export const chunks = (runId: number, before: number | null, limit: number) => Prisma.sql`
  select console_chunk.seq, stream, extract(epoch from console_chunk.at)::float8 * 1000 as at, lines
  from console_chunk join run on run.id = console_chunk.run_id and run.deleted_at is null
  where run_id = ${runId}::int and (${before}::int is null or console_chunk.seq < ${before}::int)
  order by console_chunk.seq desc limit ${limit}::int`;
