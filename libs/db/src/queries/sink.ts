import { Prisma } from '../generated/client.ts';

/** What one batch says, by column. Arrays of points are parallel; values are text, so that NaN and ±Infinity arrive. */
export interface BatchColumns {
  runId: number;
  attempt: number;
  firstSeq: number;
  lastSeq: number;
  points: { seqs: number[]; keyIds: number[]; steps: number[]; values: string[]; at: number[] };
  /** The last epoch that a point of a per-epoch metric belongs to, with that point's place. */
  epochs: { seqs: number[]; epochs: number[] };
  /** JSON text of the last record of each kind, with its place. */
  verdict: { seq: number; json: string } | null;
  dataset: { seq: number; json: string } | null;
  engine: { seq: number; json: string; parameterCount: number } | null;
  provenance: { seq: number; json: string } | null;
  generalisation: { seq: number; json: string } | null;
  end: { seq: number; status: string; error: string | null; at: number } | null;
  confusion: { seqs: number[]; weights: string[]; epochs: number[]; json: string[] };
  /** JSON text of the pictures of each sheet. */
  sheets: { seqs: number[]; names: string[]; json: string[] };
}

const finite = Prisma.sql`value <> 'NaN' and abs(value) < 'Infinity'`;

/**
 * Stores what is new in a batch, in one statement: records up to run.last_seq are known and skipped, so sending
 * again changes nothing. A batch of an older attempt, or one that would leave a gap, finds no row and writes
 * nothing: no row comes back.
 */
export const store = (batch: BatchColumns) => Prisma.sql`
  with gate as (
    select id, last_seq as had from run
    where id = ${batch.runId}::int and attempt = ${batch.attempt}::int
      and last_seq >= ${batch.firstSeq}::int - 1
    for update
  ),
  point as materialized (
    select key_id, seq, ord, step, value, at
    from gate, unnest(
      ${batch.points.seqs}::int[], ${batch.points.keyIds}::int[], ${batch.points.steps}::float8[]::bigint[],
      ${batch.points.values}::text[]::float8[], ${batch.points.at}::float8[]
    ) with ordinality as u(seq, key_id, step, value, at, ord)
    where seq > had
  ),
  chunk as (
    insert into metric_chunk (run_id, key_id, seq, first_step, last_step, steps, values, at)
    select ${batch.runId}::int, key_id, max(seq), min(step), max(step),
      array_agg(step order by ord), array_agg(value order by ord), array_agg(at order by ord)
    from point group by key_id
  ),
  summary as (
    insert into metric_summary as old
      (run_id, key_id, count, last_step, last_value, min_step, min_value, max_step, max_value)
    select ${batch.runId}::int, key_id, count(*), max(step),
      (array_agg(value order by step desc, ord desc))[1],
      (array_agg(step order by value, step) filter (where ${finite}))[1], min(value) filter (where ${finite}),
      (array_agg(step order by value desc, step) filter (where ${finite}))[1], max(value) filter (where ${finite})
    from point group by key_id order by key_id
    on conflict (run_id, key_id) do update set
      count = old.count + excluded.count,
      last_value = case when excluded.last_step >= old.last_step then excluded.last_value else old.last_value end,
      last_step = greatest(old.last_step, excluded.last_step),
      min_step = case when old.min_value <= excluded.min_value then old.min_step
        else coalesce(excluded.min_step, old.min_step) end,
      min_value = least(old.min_value, excluded.min_value),
      max_step = case when old.max_value >= excluded.max_value then old.max_step
        else coalesce(excluded.max_step, old.max_step) end,
      max_value = greatest(old.max_value, excluded.max_value)
  ),
  matrix as (
    insert into confusion (run_id, weights, epoch, classes, counts)
    select distinct on (weights) ${batch.runId}::int, weights::weights, epoch,
      array(select jsonb_array_elements_text(matrix -> 'classes')), matrix -> 'counts'
    from gate, unnest(
      ${batch.confusion.seqs}::int[], ${batch.confusion.weights}::text[], ${batch.confusion.epochs}::int[],
      ${batch.confusion.json}::text[]::jsonb[]
    ) as u(seq, weights, epoch, matrix)
    where seq > had
    order by weights, seq desc
    on conflict (run_id, weights) do update set
      epoch = excluded.epoch, classes = excluded.classes, counts = excluded.counts
  ),
  shown as (
    insert into sheet (run_id, name, pictures)
    select distinct on (name) ${batch.runId}::int, name, pictures
    from gate, unnest(
      ${batch.sheets.seqs}::int[], ${batch.sheets.names}::text[], ${batch.sheets.json}::text[]::jsonb[]
    ) as u(seq, name, pictures)
    where seq > had
    order by name, seq desc
    on conflict (run_id, name) do update set pictures = excluded.pictures
  )
  update run set
    last_seq = greatest(had, ${batch.lastSeq}::int),
    heartbeat_at = case when status = 'running' then now() else heartbeat_at end,
    epoch = greatest(run.epoch, (
      select max(e.epoch) from unnest(${batch.epochs.seqs}::int[], ${batch.epochs.epochs}::int[]) as e(seq, epoch)
      where e.seq > had
    )),
    verdict = case when ${batch.verdict?.seq ?? 0}::int > had
      then ${batch.verdict?.json ?? null}::jsonb else verdict end,
    dataset = case when ${batch.dataset?.seq ?? 0}::int > had
      then ${batch.dataset?.json ?? null}::jsonb else dataset end,
    engine = case when ${batch.engine?.seq ?? 0}::int > had
      then ${batch.engine?.json ?? null}::jsonb else engine end,
    parameter_count = case when ${batch.engine?.seq ?? 0}::int > had
      then ${batch.engine?.parameterCount ?? null}::int else parameter_count end,
    provenance = case when ${batch.provenance?.seq ?? 0}::int > had
      then ${batch.provenance?.json ?? null}::jsonb else provenance end,
    generalisation = case when ${batch.generalisation?.seq ?? 0}::int > had
      then ${batch.generalisation?.json ?? null}::jsonb else generalisation end,
    status = case when ${batch.end?.seq ?? 0}::int > had
      then ${batch.end?.status ?? 'running'}::run_status else status end,
    error = case when ${batch.end?.seq ?? 0}::int > had
      then ${batch.end?.error ?? null}::jsonb else error end,
    ended_at = case when ${batch.end?.seq ?? 0}::int > had
      then to_timestamp(${batch.end?.at ?? 0}::float8 / 1000) else ended_at end,
    control = case when ${batch.end?.seq ?? 0}::int > had then null else control end
  from gate where run.id = gate.id
  returning last_seq as stored`;

/** Why `store` wrote nothing. */
export const standing = (runId: number) =>
  Prisma.sql`select attempt, last_seq as stored from run where id = ${runId}::int`;

/** Makes the metric keys that are new and gives the number of each. */
export const addKeys = (names: string[]) => Prisma.sql`
  insert into metric_key (name) select distinct unnest(${names}::text[]) order by 1 on conflict (name) do nothing`;

export const keyIds = (names: string[]) =>
  Prisma.sql`select id, name from metric_key where name = any(${names}::text[])`;
