import { Prisma } from '../generated/client.ts';
import { finite } from './finite.ts';

export interface CurveFilter {
  runIds: number[] | null;
  sweepId: number | null;
  keys: string[];
}

/** The chunks of curves that are asked for, of runs that are there. */
const chunksOf = ({ runIds, sweepId, keys }: CurveFilter) => Prisma.sql`
  metric_chunk chunk join run on run.id = chunk.run_id
  where chunk.key_id = any(array(select id from metric_key where name = any(${keys}::text[])))
    and (${runIds}::int[] is null or chunk.run_id = any(${runIds}::int[]))
    and run.deleted_at is null
    and (${sweepId}::int is null or run.sweep_id = ${sweepId}::int)`;

/**
 * Whole curves, or what of them was written by the transaction `changedSince` or a later one. Of points with the same
 * step the one logged last counts.
 */
export const points = ({ changedSince = null, ...filter }: CurveFilter & { changedSince?: string | null }) =>
  Prisma.sql`
  with point as (
    select distinct on (chunk.run_id, chunk.key_id, u.step) chunk.run_id, chunk.key_id, u.step, u.value
    from (
      select chunk.* from ${chunksOf(filter)}
        and (${changedSince}::bigint is null or chunk.changed_in >= ${changedSince}::bigint)
    ) chunk cross join unnest(chunk.steps, chunk.values) with ordinality as u(step, value, ord)
    order by chunk.run_id, chunk.key_id, u.step, chunk.seq desc, u.ord desc
  )
  select run_id as "runId", metric_key.name as key,
    array_agg(step::float8 order by step) as steps, array_agg(value order by step) as values
  from point join metric_key on metric_key.id = key_id
  group by run_id, metric_key.name
  order by run_id, metric_key.name`;

export interface BucketFilter extends CurveFilter {
  /** First and last step of what is drawn; null for the whole curve. */
  from: number | null;
  to: number | null;
  /** Most points a curve. */
  buckets: number;
}

/**
 * Curves for drawing, of at most `buckets` points: whole when they have no more; else their steps are cut into even
 * intervals, of which each is its last point with the lowest and the highest beside it. A curve of many chunks is drawn
 * from what is noted of each chunk, and no array is read: the cost does not grow with its points.
 */
export const buckets = ({ from, to, buckets: most, ...filter }: BucketFilter) => Prisma.sql`
  with chunk as materialized (
    select chunk.run_id, chunk.key_id, chunk.seq, chunk.first_step, chunk.last_step, chunk.low, chunk.high,
      chunk.last_value, count(*) over curve as chunks,
      greatest(min(first_step) over curve, ${from}::float8::bigint) as begins,
      least(max(last_step) over curve, ${to}::float8::bigint) as ends
    from ${chunksOf(filter)}
      and chunk.last_step >= coalesce(${from}::float8::bigint, chunk.last_step)
      and chunk.first_step <= coalesce(${to}::float8::bigint, chunk.first_step)
    window curve as (partition by chunk.run_id, chunk.key_id)
  ),
  fine as (
    select distinct on (chunk.run_id, chunk.key_id, u.step) chunk.run_id, chunk.key_id, u.step, u.value,
      chunk.begins, chunk.ends
    from chunk
    join metric_chunk full_chunk on full_chunk.run_id = chunk.run_id and full_chunk.key_id = chunk.key_id
      and full_chunk.seq = chunk.seq
    cross join unnest(full_chunk.steps, full_chunk.values) with ordinality as u(step, value, ord)
    where chunk.chunks < ${most}::int / 4 and u.step between chunk.begins and chunk.ends
    order by chunk.run_id, chunk.key_id, u.step, chunk.seq desc, u.ord desc
  ),
  counted as (
    select *, count(*) over (partition by run_id, key_id) as total,
      row_number() over (partition by run_id, key_id order by step) as place
    from fine
  ),
  bucket as (
    select run_id, key_id, max(step) as step,
      (array_agg(value order by step desc))[1] as last,
      min(value) filter (where ${finite}) as low, max(value) filter (where ${finite}) as high
    from counted
    group by run_id, key_id,
      case when total <= ${most}::int then place else (step - begins) * ${most}::int / (ends - begins + 1) end
    union all
    select run_id, key_id, max(last_step), (array_agg(last_value order by last_step desc, seq desc))[1],
      min(low), max(high)
    from chunk
    where chunks >= ${most}::int / 4
    group by run_id, key_id, (least(last_step, ends) - begins) * ${most}::int / (ends - begins + 1)
  )
  select run_id as "runId", metric_key.name as key, array_agg(step::float8 order by step) as steps,
    array_agg(last order by step) as values,
    array_agg(coalesce(low, 'NaN') order by step) as low, array_agg(coalesce(high, 'NaN') order by step) as high
  from bucket join metric_key on metric_key.id = key_id
  group by run_id, metric_key.name
  order by run_id, metric_key.name`;
