import { Prisma } from '../generated/client.ts';

/**
 * Sweeps from whose queue nobody may take: paused, stopped, or at their limit of trials at the same time. Only sweeps
 * that have a job waiting.
 */
export const closedSweeps = Prisma.sql`
  select waiting.group_id as "sweepId"
  from (select distinct group_id from queue.job where name = 'trial' and state < 'active' and group_id is not null) waiting
  left join sweep on sweep.id = waiting.group_id::int
  where sweep.id is not null and (
    sweep.state <> 'running'
    or (sweep.spec #>> '{budget,concurrency}')::int <= (
      select count(*) from run where run.sweep_id = sweep.id and run.status = 'running'
    )
  )`;

/** Whether the server has been up for so long that a worker which lives has had the time to say so. */
export const settled = (seconds: number) => Prisma.sql`
  select pg_postmaster_start_time() < now() - make_interval(secs => ${seconds}::float8) as settled`;

/** Gives the jobs of a sweep their place among those of others; those that have begun stay before the rest. */
export const setPriority = (sweepId: number, priority: number) => Prisma.sql`
  update queue.job set priority = ${priority}::int + (priority & 1)
  where name = 'trial' and group_id = ${String(sweepId)} and state <= 'active'`;

/** A job whose trial has begun comes back, if it does, before those of its sweep that have not. */
export const markBegun = (jobId: string) => Prisma.sql`
  update queue.job set priority = priority | 1 where name = 'trial' and id = ${jobId}::uuid`;

export const deleteWaiting = (sweepId: number) => Prisma.sql`
  delete from queue.job where name = 'trial' and group_id = ${String(sweepId)} and state < 'active'`;

/** Jobs that an earlier release queued had no group, and were given up after ten tries. */
export const adoptOldJobs = (retryLimit: number) => `
  update queue.job set group_id = data ->> 'sweepId', retry_limit = ${String(retryLimit)}
  where name = 'trial' and state <= 'active' and group_id is null`;
