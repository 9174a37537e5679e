import { Prisma } from '../generated/client.ts';
import { lowestValLoss, valueAt } from './best-epoch.ts';

/** Two trials of one sweep are never asked for at once. The first number tells this lock from others. */
export const lockSweep = (sweepId: number) =>
  Prisma.sql`select pg_advisory_xact_lock(8364621, ${sweepId}::int)::text as locked`;

/** Follow-ups of one run are never made at once. */
export const lockCures = (runId: number) =>
  Prisma.sql`select pg_advisory_xact_lock(8364622, ${runId}::int)::text as locked`;

/** A follow-up of a run that was made from the same file and is still to be trained to its end. */
export const openCure = (runId: number, source: string) => Prisma.sql`
  select id from sweep
  where cure_of = ${runId}::int and source = ${source} and deleted_at is null and state <> 'stopped'
    and total > (
      select count(*) from run where sweep_id = sweep.id and status not in ('queued', 'running', 'paused')
    )
  limit 1`;

/** Whether a sweep's own row, not only its runs, was written since a cursor was given out; no row when it is gone. */
export const changedSince = (sweepId: number, cursor: string) => Prisma.sql`
  select changed_in >= ${cursor}::bigint as changed from sweep where id = ${sweepId}::int and deleted_at is null`;

/** Writes down when the first trial of a sweep began. */
export const begin = (sweepId: number) => Prisma.sql`
  update sweep set started_at = now() where id = ${sweepId}::int and started_at is null`;

/** Whether more than `hours` have passed since the first trial of a sweep began; NULL before. */
export const overTime = (sweepId: number, hours: number) => Prisma.sql`
  select started_at < now() - make_interval(secs => ${hours * 3600}::float8) as over
  from sweep where id = ${sweepId}::int`;

/**
 * Sweeps with the state of their runs, the newest first, or the one of this id.
 * The best run is the one whose own best epoch, that of its lowest val_loss, is best by the goal: what one would ship.
 */
export const list = (id: number | null) => Prisma.sql`
  select sweep.id, sweep.name, sweep.spec, sweep.source, sweep.provenance, sweep.state::text as state,
    sweep.total - (select count(*)::int from run where run.sweep_id = sweep.id and run.deleted_at is not null) as total,
    (select id from run where run.id = sweep.cure_of and run.deleted_at is null) as "cureOf",
    extract(epoch from sweep.created_at)::float8 * 1000 as "createdAt",
    tally.*, best.*
  from sweep
  cross join lateral (
    select count(*)::int as taken,
      coalesce(sum(epoch), 0)::int as epochs,
      count(*) filter (where status = 'queued')::int as queued,
      count(*) filter (where status = 'running')::int as running,
      count(*) filter (where status = 'paused')::int as paused,
      count(*) filter (where status = 'pruned')::int as pruned,
      count(*) filter (where status = 'finished')::int as finished,
      count(*) filter (where status = 'failed')::int as failed,
      count(*) filter (where status = 'crashed')::int as crashed,
      count(*) filter (where status = 'canceled')::int as canceled,
      count(*) filter (where verdict ->> 'state' = 'overfitting')::int as overfitting,
      extract(epoch from max(ended_at))::float8 * 1000 as "lastEndedAt"
    from run where run.sweep_id = sweep.id and run.deleted_at is null
  ) tally
  left join lateral (
    select run.id as "bestRunId", run.name as "bestRunName", goal.value as "bestValue",
      lowest.min_step::int as "bestEpoch"
    from run ${lowestValLoss}
    cross join lateral (
      select ${valueAt(Prisma.sql`sweep.spec #>> '{goal,metric}'`, Prisma.sql`lowest.min_step`)} as value
    ) goal
    where run.sweep_id = sweep.id and run.deleted_at is null and abs(goal.value) < 'Infinity'
    order by case sweep.spec #>> '{goal,direction}' when 'maximize' then -goal.value else goal.value end, run.id
    limit 1
  ) best on true
  where sweep.deleted_at is null and (${id}::int is null or sweep.id = ${id}::int)
  order by sweep.id desc`;

/** The counts that stand on top of every page. */
export const overview = (workersWithinSeconds: number) => Prisma.sql`
  select
    (select count(*) from run where status = 'running' and deleted_at is null)::int as running,
    (select count(*) from run where deleted_at is null)::int as runs,
    (select count(*) from sweep where deleted_at is null)::int as sweeps,
    (select count(*) from run where verdict ->> 'state' = 'overfitting' and deleted_at is null)::int as overfitting,
    (select count(*) from worker
     where heartbeat_at > now() - make_interval(secs => ${workersWithinSeconds}::float8))::int as workers`;
