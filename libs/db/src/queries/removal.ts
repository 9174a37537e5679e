import { Prisma } from '../generated/client.ts';

/** Which runs or sweeps an act is about. */
export type Which = Prisma.Sql;

export const runsIn = (ids: number[]): Which => Prisma.sql`id = any(${ids}::int[])`;
export const ofSweeps = (ids: number[]): Which => Prisma.sql`sweep_id = any(${ids}::int[])`;
export const ofProject = (id: number): Which => Prisma.sql`project_id = ${id}::int`;

/** Ends what trains at once and cancels what waits; a logged run ends with the next record that its program sends. */
export const end = (which: Which) => Prisma.sql`
  update run set control = case when status = 'running' and sweep_id is not null then 'kill'::run_control end,
    status = case when status in ('queued', 'paused') then 'canceled' else status end,
    ended_at = case when status in ('queued', 'paused') then now() else ended_at end
  where deleted_at is null and status in ('queued', 'paused', 'running') and ${which}`;

export const stopSweeps = (which: Which) => Prisma.sql`
  update sweep set state = 'stopped', deleted_at = now() where deleted_at is null and ${which}`;

export const hideRuns = (which: Which) => Prisma.sql`
  update run set deleted_at = now() where deleted_at is null and ${which} returning id`;

/** Sweeps that try to cure one of these runs have changed: they cure nothing, or do so again. */
export const touchCures = (runIds: number[]) => Prisma.sql`
  update sweep set cure_of = cure_of where cure_of = any(${runIds}::int[])`;

export const hideProject = (id: number) => Prisma.sql`
  update project set deleted_at = now() where id = ${id}::int and deleted_at is null`;

/** Brings back what went at that time, and nothing that was deleted before. */
export const bringBackRuns = (which: Which, at: Date) => Prisma.sql`
  update run set deleted_at = null where deleted_at = ${at}::timestamptz and ${which} returning id`;

export const bringBackSweeps = (which: Which, at: Date) => Prisma.sql`
  update sweep set deleted_at = null where deleted_at = ${at}::timestamptz and ${which}`;

/** What can be brought back, the last first: of what went together only the whole. */
export const removed = Prisma.sql`
  select 'project' as kind, id, name, deleted_at as at,
    (select count(*)::int from run where run.project_id = project.id and run.deleted_at = project.deleted_at) as runs
  from project where deleted_at is not null
  union all
  select 'sweep', sweep.id, sweep.name, sweep.deleted_at,
    (select count(*)::int from run where run.sweep_id = sweep.id and run.deleted_at = sweep.deleted_at)
  from sweep join project on project.id = sweep.project_id
  where sweep.deleted_at is not null and project.deleted_at is distinct from sweep.deleted_at
  union all
  select 'run', run.id, run.name, run.deleted_at, 1
  from run join project on project.id = run.project_id left join sweep on sweep.id = run.sweep_id
  where run.deleted_at is not null and project.deleted_at is distinct from run.deleted_at
    and sweep.deleted_at is distinct from run.deleted_at
  order by at desc, kind, id`;

/** Some of the runs that went before that time, with everything of them. */
export const pruneRuns = (before: Date, limit: number) => Prisma.sql`
  delete from run where id in (select id from run where deleted_at < ${before}::timestamptz order by id limit ${limit}::int)
  returning id`;

export const pruneSweeps = (before: Date) => Prisma.sql`
  delete from sweep where deleted_at < ${before}::timestamptz returning id`;

/** A project into which something was logged after it was deleted stays. */
export const pruneProjects = (before: Date) => Prisma.sql`
  delete from project where deleted_at < ${before}::timestamptz
    and not exists (select from run where run.project_id = project.id)
    and not exists (select from sweep where sweep.project_id = project.id)
  returning id`;

/** Every blob that a run still names; those that were deleted and can be brought back count. */
export const manifests = (after: string) => Prisma.sql`
  select distinct manifest as hash from artifact where manifest > ${after} order by manifest limit 1000`;

export const pictures = (after: string) => Prisma.sql`
  select distinct blob as hash from run_image where blob > ${after} order by blob limit 1000`;
