import { Prisma } from '../generated/client.ts';

/** What a session's first record says of its run, for the run to be. */
export interface NewRun {
  run: string;
  session: string;
  project: string;
  name: string | null;
  parent: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

/** A project that was deleted is there again, without what it held. */
export const addProject = (name: string) =>
  Prisma.sql`insert into project (name) values (${name}) on conflict (name) do update set deleted_at = null`;

/** Makes the run, when there is none of that uuid, and the session. A run that was deleted for good is not made again by a later session. */
export const open = ({ run, session, project, name, parent, at }: NewRun) => Prisma.sql`
  with made as (
    insert into run (uuid, project_id, name, parent_id, started_at)
    select ${run}::uuid, project.id, coalesce(${name}, left(${run}, 8)),
      (select id from run where uuid = ${parent}::uuid), to_timestamp(${at}::float8 / 1000)
    from project where project.name = ${project}
    on conflict (uuid) do nothing
    returning id
  )
  insert into run_session (id, run_id)
  select ${session}::uuid, id from (
    select id from made union all select id from run where uuid = ${run}::uuid and sweep_id is null
  ) found limit 1
  on conflict (id) do nothing`;

/** A run by its number or its uuid, with how far it has got. */
export const find = (id: number | null, uuid: string | null) => Prisma.sql`
  select run.id, run.uuid, run.name, project.name as project,
    coalesce((select max(last_step) from metric_summary where run_id = run.id), 0)::float8 as "lastStep"
  from run join project on project.id = run.project_id
  where (run.id = ${id}::int or run.uuid = ${uuid}::uuid) and run.deleted_at is null`;

/** Ends logged runs of which nothing was heard for so long. They live again when they speak. */
export const closeSilent = (afterSeconds: number, error: string) => Prisma.sql`
  update run set status = 'crashed', ended_at = heartbeat_at, error = ${error}::jsonb
  where sweep_id is null and status = 'running'
    and heartbeat_at < now() - make_interval(secs => ${afterSeconds}::float8)
  returning id`;
