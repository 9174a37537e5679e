import { Prisma } from '../generated/client.ts';

/**
 * Sweeps from whose queue nobody may take: paused, stopped, deleted, over their time, or at their limit of trials at
 * the same time. Only sweeps that have a job waiting.
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

/** Gives the waiting jobs of a sweep their place among those of others. */
export const setPriority = (sweepId: number, priority: number) => Prisma.sql`
  update queue.job set priority = ${priority}::int
  where name = 'trial' and group_id = ${String(sweepId)} and state < 'active'`;
