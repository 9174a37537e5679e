import type { RunControl, SweepState, WorkerState } from '@tenbin/contracts';
import { Prisma } from '../generated/client.ts';

export const setSweepState = (sweepId: number, state: SweepState) => Prisma.sql`
  update sweep set state = ${state}::sweep_state where id = ${sweepId}::int`;

/** Asks the running runs that match for something. A second stop is an end at once; a pause never softens a stop. */
export const ask = (which: Prisma.Sql, control: Exclude<RunControl, 'kill'>) => Prisma.sql`
  update run set control = case
    when ${control} = 'stop' and control in ('stop', 'kill') then 'kill'
    when ${control} = 'pause' and control is not null then control::text
    else ${control}
  end::run_control
  where status = 'running' and ${which}`;

/** Takes back what was asked of running runs and not done yet. An end at once is on its way. */
export const takeBack = (which: Prisma.Sql) => Prisma.sql`
  update run set control = null where status = 'running' and control <> 'kill' and ${which}`;

/** Ends runs that no worker has. */
export const cancelWaiting = (which: Prisma.Sql, error: string) => Prisma.sql`
  update run set status = 'canceled', ended_at = now(), error = ${error}::jsonb
  where status in ('queued', 'paused') and ${which}`;

export const pauseWaiting = (which: Prisma.Sql) => Prisma.sql`
  update run set status = 'paused' where status = 'queued' and ${which}`;

/** Runs that may go on: what was paused or canceled, or, one by one, what has died or failed. */
export const resumable = (which: Prisma.Sql, died: boolean) => Prisma.sql`
  select id from run
  where status::text = any(${died ? ['paused', 'canceled', 'crashed', 'failed'] : ['paused', 'canceled']}::text[])
    and ${which}
  order by trial_number for update`;

/** Gives each of those runs its new job: `jobIds` belong to `ids`, place by place. */
export const requeue = (ids: number[], jobIds: string[]) => Prisma.sql`
  update run set status = 'queued', job_id = new.job_id, control = null,
    crashes = case when status = 'paused' then crashes else 0 end, ended_at = null, error = null
  from unnest(${ids}::int[], ${jobIds}::text[]::uuid[]) as new(id, job_id)
  where run.id = new.id`;

export const setWorkerState = (id: string, state: WorkerState) => Prisma.sql`
  update worker set state = ${state}::worker_state where id = ${id} and state <> 'stopping'`;

export const ofSweep = (sweepId: number) => Prisma.sql`sweep_id = ${sweepId}::int`;
export const ofRun = (runId: number) => Prisma.sql`id = ${runId}::int`;
