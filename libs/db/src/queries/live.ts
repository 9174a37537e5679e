import { Prisma } from '../generated/client.ts';

/** The channel that every write of something shown is told on. */
export const channel = 'tenbin_changes';

/** Told to listeners when the transaction commits. */
export const notify = Prisma.sql`select pg_notify(${channel}, '')::text as told`;

export const listen = `listen ${channel}`;

/** Runs that were deleted by that transaction or a later one. */
export const removedSince = (changedSince: string) => Prisma.sql`
  select id from run where changed_in >= ${changedSince}::bigint and deleted_at is not null order by id`;

/**
 * The oldest transaction that may still be running: all before it are seen, so whatever was written by it or
 * a later one is what a reader who got this cursor has yet to see.
 */
export const cursor = Prisma.sql`select pg_snapshot_xmin(pg_current_snapshot())::text as cursor`;
