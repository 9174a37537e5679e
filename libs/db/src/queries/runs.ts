import { Prisma } from '../generated/client.ts';

/** The next attempt at a run: nothing of the one before is left on the row but what it was asked to train. */
export const restart = (runId: number, workerId: string) => Prisma.sql`
  update run
  set attempt = attempt + 1, status = 'running', worker_id = ${workerId}, last_seq = 0, epoch = 0,
    control = null,
    started_at = now(), heartbeat_at = now(), ended_at = null,
    verdict = null, dataset = null, engine = null, parameter_count = null, error = null, provenance = null,
    generalisation = null, best_epoch = null, best = '{}', last = '{}'
  where id = ${runId}::int`;

/** Holds the run of a job as it is until the transaction ends. */
export const lockByJob = (jobId: string) => Prisma.sql`
  select id from run where job_id = ${jobId}::uuid for update`;

/** Keeps a run from being deleted until the transaction ends; no row when there is none. */
export const hold = (runId: number) => Prisma.sql`
  select id from run where id = ${runId}::int and deleted_at is null for key share`;

/** Says that the run lives, if this attempt may still say so, and reads what people ask of it. */
export const beat = (runId: number, attempt: number) => Prisma.sql`
  update run set heartbeat_at = now()
  where id = ${runId}::int and attempt = ${attempt}::int and status = 'running' and deleted_at is null
  returning control::text as control`;

/** How a sweep says that a trial is taken up again after its process or worker died. */
const retries = Prisma.sql`
  coalesce((select (spec ->> 'retries')::int from sweep where sweep.id = run.sweep_id), 2)`;

/**
 * Ends the attempts that match and that are still running without an end of their own: what people asked for decides,
 * then whether the attempt died, and whether it may be repeated. `error` is JSON text.
 */
const close = (
  which: Prisma.Sql,
  { crashed, error }: { crashed: boolean; error: string | null },
) => Prisma.sql`
  update run set
    crashes = crashes + ${crashed ? 1 : 0}::int,
    status = case
      when control = 'pause' then 'paused'
      when control is not null then 'canceled'
      when ${crashed}::boolean and crashes >= ${retries} then 'crashed'
      else 'queued'
    end::run_status,
    ended_at = case when control is not null and control <> 'pause' or ${crashed}::boolean and crashes >= ${retries}
      then now() end,
    error = case when control is null then ${error}::jsonb end,
    control = null
  where status = 'running' and sweep_id is not null and ${which}
  returning id, status::text as status, trial_number as trial`;

export const closeAttempt = (options: {
  runId: number;
  attempt: number;
  crashed: boolean;
  error: string | null;
}) => close(Prisma.sql`id = ${options.runId}::int and attempt = ${options.attempt}::int`, options);

/** Attempts whose worker has said nothing for so long that it must be dead. */
export const closeStale = (olderThanSeconds: number, error: string) =>
  close(Prisma.sql`heartbeat_at < now() - make_interval(secs => ${olderThanSeconds}::float8)`, {
    crashed: true,
    error,
  });

/** Which runs a list shows; what is not given does not narrow it. */
export interface RunFilter {
  sweepId?: number | undefined;
  sweepIds?: number[] | undefined;
  ids?: number[] | undefined;
  changedSince?: string | undefined;
  /** Only trials of sweeps, only logged runs, or both. */
  kind?: 'trial' | 'logged' | undefined;
}

function matching({ sweepId, sweepIds, ids, changedSince, kind }: RunFilter): Prisma.Sql {
  const conditions = [
    ...(sweepId === undefined ? [] : [Prisma.sql`run.sweep_id = ${sweepId}::int`]),
    ...(sweepIds === undefined ? [] : [Prisma.sql`run.sweep_id = any(${sweepIds}::int[])`]),
    ...(ids === undefined ? [] : [Prisma.sql`run.id = any(${ids}::int[])`]),
    ...(changedSince === undefined ? [] : [Prisma.sql`run.changed_in >= ${changedSince}::bigint`]),
  ];
  if (kind !== undefined) {
    conditions.push(
      kind === 'trial' ? Prisma.sql`run.sweep_id is not null` : Prisma.sql`run.sweep_id is null`,
    );
  }
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ');
}

/** Columns of a row of a table of runs, from `rowTables`. */
export const rowColumns = Prisma.sql`
  run.id, run.uuid, project.name as project, run.name, run.sweep_id as "sweepId", sweep.name as "sweepName",
  run.trial_number as trial, run.status::text as status, run.config, run.params, run.tags, run.group_name as "group",
  run.parent_id as "parentId", run.epoch, run.best_epoch as "bestEpoch", run.best, run.last,
  run.verdict, run.worker_id as worker,
  extract(epoch from run.started_at)::float8 * 1000 as "startedAt",
  extract(epoch from run.ended_at)::float8 * 1000 as "endedAt",
  run.error, run.control::text as control`;

/** What those columns need beside the run itself. */
export const rowTables = Prisma.sql`
  join project on project.id = run.project_id left join sweep on sweep.id = run.sweep_id`;

/** Rows of a table of runs, in one statement for all of them; those that were deleted are left out. */
export const list = (filter: RunFilter) => Prisma.sql`
  select ${rowColumns} from run ${rowTables}
  where run.deleted_at is null and ${matching(filter)}
  order by run.id`;
