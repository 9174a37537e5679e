import { Prisma } from '../generated/client.ts';
import { finite } from './finite.ts';

/** Points from which on a chunk is left as it is. */
const whole = 512;

/**
 * Joins neighbouring small chunks of a run's metrics. Which point of a step counts stays as it was, since only chunks
 * that follow each other are joined, in their order; whoever reads what is new since a cursor reads no joined chunk
 * twice, since it is as new as the newest of its parts.
 */
export const compact = (runId: number) => Prisma.sql`
  with held as (select id from run where id = ${runId}::int for update),
  sized as (
    select key_id, seq, cardinality(steps) as size,
      sum(case when cardinality(steps) >= ${whole}::int then 1 else 0 end) over curve as island
    from metric_chunk join held on held.id = run_id
    window curve as (partition by key_id order by seq)
  ),
  placed as (
    select key_id, seq, island, (sum(size) over (partition by key_id, island order by seq) - 1) / ${whole}::int as part
    from sized where size < ${whole}::int
  ),
  part as (
    select key_id, island, part, array_agg(seq) as seqs from placed
    group by key_id, island, part having count(*) > 1
  ),
  taken as (
    delete from metric_chunk chunk using (select key_id, island, part, unnest(seqs) as seq from part) small
    where chunk.run_id = ${runId}::int and chunk.key_id = small.key_id and chunk.seq = small.seq
    returning chunk.*, small.island, small.part
  )
  insert into metric_chunk
    (run_id, key_id, seq, first_step, last_step, steps, values, at, low, high, last_value, changed_in)
  select run_id, key_id, max(seq), min(step), max(step),
    array_agg(step order by seq, ord), array_agg(value order by seq, ord), array_agg(u.at order by seq, ord),
    min(value) filter (where ${finite}), max(value) filter (where ${finite}),
    (array_agg(value order by step desc, seq desc, ord desc))[1], max(changed_in)
  from taken cross join unnest(steps, values, at) with ordinality as u(step, value, at, ord)
  group by run_id, key_id, island, part`;
