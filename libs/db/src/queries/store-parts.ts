import { Prisma } from '../generated/client.ts';
import { finite } from './finite.ts';
import type { BatchColumns, Said } from './store.ts';

/** The parts of one statement, each a common table expression; those that a batch has nothing for are left out. */
export function parts(batch: BatchColumns): Prisma.Sql[] {
  const { points, epochs, confusion, sheets, console, artifacts, images } = batch;
  return [
    ...(points.seqs.length === 0 ? [] : pointParts(points)),
    ...(epochs.seqs.length === 0 ? [] : epochParts(epochs)),
    ...(confusion.seqs.length === 0 ? [] : [matrixPart(confusion)]),
    ...(sheets.seqs.length === 0 ? [] : [sheetPart(sheets)]),
    ...(console.seqs.length === 0 ? [] : [consolePart(console)]),
    ...(artifacts.seqs.length === 0 ? [] : [artifactPart(artifacts)]),
    ...(images.seqs.length === 0 ? [] : [imagePart(images)]),
  ];
}

const pointParts = (points: BatchColumns['points']) => [
  Prisma.sql`point as materialized (
    select key_id, seq + shift as seq, ord, step, value, at
    from gate, unnest(
      ${points.seqs}::int[], ${points.keyIds}::int[], ${points.steps}::float8[]::bigint[],
      ${points.values}::text[]::float8[], ${points.at}::float8[]
    ) with ordinality as u(seq, key_id, step, value, at, ord)
    where seq > had
  )`,
  Prisma.sql`chunk as (
    insert into metric_chunk (run_id, key_id, seq, first_step, last_step, steps, values, at, low, high, last_value)
    select (select id from gate), key_id, max(seq), min(step), max(step),
      array_agg(step order by ord), array_agg(value order by ord), array_agg(at order by ord),
      min(value) filter (where ${finite}), max(value) filter (where ${finite}),
      (array_agg(value order by step desc, ord desc))[1]
    from point group by key_id
  )`,
  Prisma.sql`summary as (
    insert into metric_summary as old
      (run_id, key_id, count, last_step, last_value, min_step, min_value, max_step, max_value)
    select (select id from gate), key_id, count(*), max(step),
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
  )`,
];

/** The newest that was said of each of the four metrics at each epoch, and of those epochs the lowest and the newest. */
const epochParts = ({ seqs, epochs, values }: BatchColumns['epochs']) => [
  Prisma.sql`four as materialized (
    select epoch, ${Prisma.join(
      [1, 2, 3, 4].map(
        (place) => Prisma.sql`(array_agg(v${Prisma.raw(String(place))} order by seq desc)
          filter (where v${Prisma.raw(String(place))} is not null))[1]`,
      ),
    )}
    from gate, unnest(
      ${seqs}::int[], ${epochs}::int[],
      ${Prisma.join(values.map((column) => Prisma.sql`${column}::text[]::float8[]`))}
    ) as u(seq, epoch, v1, v2, v3, v4)
    where seq > had group by epoch
  )`,
  Prisma.sql`epoch(epoch, v) as materialized (
    select epoch, array[t.v1, t.v2, t.v3, t.v4] from four as t(epoch, v1, v2, v3, v4)
  )`,
  Prisma.sql`lowest as (
    select epoch, v from epoch where abs(v[2]) < 'Infinity' order by v[2], epoch limit 1
  )`,
  Prisma.sql`newest as (select epoch, v from epoch order by epoch desc limit 1)`,
];

const matrixPart = ({
  seqs,
  splits,
  weights,
  epochs,
  json,
}: BatchColumns['confusion']) => Prisma.sql`matrix as (
    insert into confusion (run_id, split, weights, epoch, classes, counts)
    select distinct on (split, weights) id, split, weights::weights, epoch,
      array(select jsonb_array_elements_text(matrix -> 'classes')), matrix -> 'counts'
    from gate, unnest(
      ${seqs}::int[], ${splits}::text[], ${weights}::text[], ${epochs}::int[], ${json}::text[]::jsonb[]
    ) as u(seq, split, weights, epoch, matrix)
    where seq > had
    order by split, weights, seq desc
    on conflict (run_id, split, weights) do update set
      epoch = excluded.epoch, classes = excluded.classes, counts = excluded.counts
  )`;

const sheetPart = ({ seqs, names, json }: BatchColumns['sheets']) => Prisma.sql`shown as (
    insert into sheet (run_id, name, pictures)
    select distinct on (name) id, name, pictures
    from gate, unnest(${seqs}::int[], ${names}::text[], ${json}::text[]::jsonb[]) as u(seq, name, pictures)
    where seq > had
    order by name, seq desc
    on conflict (run_id, name) do update set pictures = excluded.pictures
  )`;

const consolePart = ({ seqs, streams, at, json }: BatchColumns['console']) => Prisma.sql`written as (
    insert into console_chunk (run_id, seq, stream, at, lines)
    select id, seq + shift, stream, to_timestamp(at / 1000), array(select jsonb_array_elements_text(lines))
    from gate, unnest(${seqs}::int[], ${streams}::text[], ${at}::float8[], ${json}::text[]::jsonb[])
      as u(seq, stream, at, lines)
    where seq > had
  )`;

/** Each is the next version of its name. */
const artifactPart = ({ seqs, json }: Said) => Prisma.sql`kept as (
    insert into artifact (run_id, name, type, version, manifest, bytes, files, at)
    select id, a ->> 'name', a ->> 'type',
      coalesce((select max(version) from artifact where run_id = id and name = a ->> 'name'), 0)
        + row_number() over (partition by a ->> 'name' order by seq),
      a ->> 'manifest', (a ->> 'bytes')::bigint, (a ->> 'files')::int, to_timestamp((a ->> 'at')::float8 / 1000)
    from gate, unnest(${seqs}::int[], ${json}::text[]::jsonb[]) as u(seq, a)
    where seq > had
  )`;

const imagePart = ({ seqs, json }: Said) => Prisma.sql`pictured as (
    insert into run_image (run_id, key, step, place, caption, blob, mime, width, height, at)
    select distinct on (i ->> 'key', i ->> 'step', i ->> 'index') id, i ->> 'key', (i ->> 'step')::bigint,
      (i ->> 'index')::int, i ->> 'caption', i ->> 'blob', i ->> 'mime', (i ->> 'width')::int, (i ->> 'height')::int,
      to_timestamp((i ->> 'at')::float8 / 1000)
    from gate, unnest(${seqs}::int[], ${json}::text[]::jsonb[]) as u(seq, i)
    where seq > had
    order by i ->> 'key', i ->> 'step', i ->> 'index', seq desc
    on conflict (run_id, key, step, place) do update set
      caption = excluded.caption, blob = excluded.blob, mime = excluded.mime, width = excluded.width,
      height = excluded.height, at = excluded.at
  )`;
