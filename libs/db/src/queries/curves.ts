import { Prisma } from '../generated/client.ts';

export interface CurveFilter {
  runIds: number[] | null;
  sweepId: number | null;
  keys: string[];
  /** Only points written by this transaction or a later one. */
  changedSince: string | null;
  /** Most points a curve. */
  buckets: number;
}

const finite = Prisma.sql`value <> 'NaN' and abs(value) < 'Infinity'`;

/**
 * Curves of at most `buckets` points: whole when they have no more, else the first and the last point and the
 * lowest and the highest of each of the even groups between. A group without a finite value shows its first.
 * Of points with the same step the one logged last counts.
 */
export const curves = ({ runIds, sweepId, keys, changedSince, buckets }: CurveFilter) => Prisma.sql`
  with point as (
    select distinct on (chunk.run_id, chunk.key_id, u.step) chunk.run_id, chunk.key_id, u.step, u.value
    from metric_chunk chunk
    join run on run.id = chunk.run_id
    cross join unnest(chunk.steps, chunk.values) with ordinality as u(step, value, ord)
    where chunk.key_id = any(array(select id from metric_key where name = any(${keys}::text[])))
      and (${runIds}::int[] is null or chunk.run_id = any(${runIds}::int[]))
      and run.deleted_at is null
      and (${sweepId}::int is null or run.sweep_id = ${sweepId}::int)
      and (${changedSince}::bigint is null or chunk.changed_in >= ${changedSince}::bigint)
    order by chunk.run_id, chunk.key_id, u.step, chunk.seq desc, u.ord desc
  ),
  numbered as (
    select *, row_number() over (partition by run_id, key_id order by step) as place,
      count(*) over (partition by run_id, key_id) as total
    from point
  ),
  grouped as (
    select run_id, key_id,
      min(array[value, step]) filter (where ${finite}) as lowest,
      max(array[value, step]) filter (where ${finite}) as highest,
      min(array[step, value]) as earliest
    from numbered
    where total > ${buckets}::int
    group by run_id, key_id, case
      when place = 1 then 0
      when place = total then ${buckets}::int
      else 1 + (place - 2) * ((${buckets}::int - 2) / 2) / (total - 2)
    end
  ),
  kept as (
    select run_id, key_id, step::float8, value from numbered where total <= ${buckets}::int
    union all
    select distinct run_id, key_id, v.step, v.value
    from grouped cross join lateral (
      values (lowest[2], lowest[1]), (highest[2], highest[1]),
        (case when lowest is null then earliest[1] end, earliest[2])
    ) as v(step, value)
    where v.step is not null
  )
  select run_id as "runId", metric_key.name as key,
    array_agg(step order by step) as steps, array_agg(value order by step) as values
  from kept join metric_key on metric_key.id = key_id
  group by run_id, metric_key.name
  order by run_id, metric_key.name`;
