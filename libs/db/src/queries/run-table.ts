import type { RunColumn, RunFilterTerm, runQuery } from '@tenbin/contracts';
import type { z } from 'zod';
import { Prisma } from '../generated/client.ts';
import { rowColumns, rowTables } from './runs.ts';

type Asked = z.output<typeof runQuery>;

/** Where the values of a column stand; one of both is NULL where the column has none of that kind. */
interface Source {
  /** A table of values by run, and which of its rows belong to the column; null: the run itself. */
  table: { name: Prisma.Sql; where: Prisma.Sql } | null;
  number: Prisma.Sql | null;
  text: Prisma.Sql | null;
}

const fields: Record<Extract<RunColumn, { of: 'run' }>['name'], { number: string } | { text: string }> = {
  id: { number: 'run.id' },
  name: { text: 'run.name' },
  project: { text: '(select project.name from project where project.id = run.project_id)' },
  group: { text: 'run.group_name' },
  status: { text: 'run.status::text' },
  verdict: { text: "run.verdict ->> 'state'" },
  trial: { number: 'run.trial_number' },
  epoch: { number: 'run.epoch' },
  bestEpoch: { number: 'run.best_epoch' },
  startedAt: { number: 'extract(epoch from run.started_at)::float8 * 1000' },
  endedAt: { number: 'extract(epoch from run.ended_at)::float8 * 1000' },
  seconds: { number: 'extract(epoch from coalesce(run.ended_at, now()) - run.started_at)::float8' },
};
const placeOfBest = { loss: 1, val_loss: 2, accuracy: 3, val_accuracy: 4 };
const figures = { last: 'value.last_value', min: 'value.min_value', max: 'value.max_value' };

function sourceOf(column: RunColumn): Source {
  if (column.of === 'run') {
    const field = fields[column.name];
    return 'number' in field
      ? { table: null, number: Prisma.raw(field.number), text: null }
      : { table: null, number: null, text: Prisma.raw(field.text) };
  }
  if (column.of === 'best')
    return { table: null, number: Prisma.raw(`run.best[${placeOfBest[column.name]}]`), text: null };
  if (column.of === 'param') {
    return {
      table: { name: Prisma.sql`run_param`, where: Prisma.sql`value.name = ${column.name}` },
      number: Prisma.sql`value.number`,
      text: Prisma.sql`value.text`,
    };
  }
  const where = Prisma.sql`value.key_id = (select id from metric_key where name = ${column.name})`;
  const name = Prisma.sql`metric_summary`;
  return { table: { name, where }, number: Prisma.raw(figures[column.of]), text: null };
}

const has = (number: Prisma.Sql) => Prisma.sql`${number} is not null and ${number} <> 'NaN'::float8`;

/** Whether the run of the statement around has a value of the column for which that holds. */
function exists({ table }: Source, holds: Prisma.Sql): Prisma.Sql {
  if (table === null) return Prisma.sql`coalesce(${holds}, false)`;
  return Prisma.sql`exists (
    select 1 from ${table.name} value where value.run_id = run.id and ${table.where} and (${holds})
  )`;
}

/** A text that is no number. */
function isText({ number, text }: Source): Prisma.Sql {
  if (text === null) return Prisma.sql`false`;
  return number === null
    ? Prisma.sql`${text} is not null`
    : Prisma.sql`${number} is null and ${text} is not null`;
}

/** A value that is there; NaN is none. */
function presence(source: Source): Prisma.Sql {
  if (source.number === null) return isText(source);
  return Prisma.sql`(${has(source.number)} or ${isText(source)})`;
}

function termOf({ column, is, value }: RunFilterTerm): Prisma.Sql {
  const source = sourceOf(column);
  if (value === null) {
    const present = exists(source, presence(source));
    return is === '=' ? Prisma.sql`not ${present}` : present;
  }
  const isNumber = typeof value !== 'string';
  const side = isNumber ? source.number : source.text;
  if (is === '!=') return Prisma.sql`not ${termOf({ column, is: '=', value })}`;
  if (is === 'contains') {
    const said = source.text ?? Prisma.sql`${source.number}::text`;
    return exists(source, Prisma.sql`position(lower(${String(value)}) in lower(${said})) > 0`);
  }
  if (side === null) return Prisma.sql`false`;
  const given = isNumber ? Prisma.sql`${Number(value)}::float8` : Prisma.sql`${value}::text`;
  const compared = Prisma.sql`${side} ${Prisma.raw(is)} ${given}`;
  return exists(source, isNumber ? Prisma.sql`${has(side)} and ${compared}` : compared);
}

function conditions({ project, sweepId, filters }: Asked): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`run.deleted_at is null`,
      ...(project === undefined
        ? []
        : [Prisma.sql`run.project_id = (select id from project where name = ${project})`]),
      ...(sweepId === undefined ? [] : [Prisma.sql`run.sweep_id = ${sweepId}::int`]),
      ...filters.map(termOf),
    ],
    ' and ',
  );
}

interface Segment {
  from: Prisma.Sql;
  where: Prisma.Sql;
  order: Prisma.Sql;
}

/** Runs in order: those with a number, those with a text alone, those without a value; each by an index where one helps. */
function segments({ sort }: Asked): Segment[] {
  const every = { from: Prisma.sql`run`, where: Prisma.sql`true`, order: Prisma.sql`run.id` };
  if (sort === undefined) return [every];
  const direction = Prisma.raw(sort.direction);
  if (sort.column.of === 'run' && sort.column.name === 'id')
    return [{ ...every, order: Prisma.sql`run.id ${direction}` }];
  const source = sourceOf(sort.column);
  const { table, number, text } = source;
  const from =
    table === null ? every.from : Prisma.sql`run join ${table.name} value on value.run_id = run.id`;
  const inTable = table === null ? every.where : table.where;
  const sorted = (value: Prisma.Sql, holds: Prisma.Sql): Segment => ({
    from,
    where: Prisma.sql`${inTable} and ${holds}`,
    order: Prisma.sql`${value} ${direction}, run.id`,
  });
  return [
    ...(number === null ? [] : [sorted(number, has(number))]),
    ...(text === null ? [] : [sorted(text, isText(source))]),
    { ...every, where: Prisma.sql`not ${exists(source, presence(source))}` },
  ];
}

/** A page of a table of runs, in one statement. */
export function page(asked: Asked): Prisma.Sql {
  const { limit, offset } = asked;
  const needed = limit + offset;
  const filter = conditions(asked);
  const parts = segments(asked);
  const names = parts.map((_, index) => Prisma.raw(`part_${index}`));
  const found = parts.map(({ from, where, order }, index) => {
    const before = names.slice(0, index).map((name) => Prisma.sql`(select count(*) from ${name})`);
    return Prisma.sql`${names[index] ?? Prisma.empty} as materialized (
      select id, row_number() over () as place from (
        select run.id from ${from} where ${where} and ${filter} order by ${order}
        limit greatest(0, ${Prisma.join([Prisma.sql`${needed}::int`, ...before], ' - ')})
      ) sorted
    )`;
  });
  const all = Prisma.join(
    names.map((name, index) => Prisma.sql`select id, ${index}::int as part, place from ${name}`),
    ' union all ',
  );
  return Prisma.sql`
  with ${Prisma.join(found, ', ')},
  wanted as materialized (
    select asked.of, asked.ord, metric_key.id as key_id
    from unnest(${asked.figures.map((each) => each.of)}::text[], ${asked.figures.map((each) => each.name)}::text[])
      with ordinality as asked(of, name, ord)
    left join metric_key on metric_key.name = asked.name
  ),
  shown as (select * from (${all}) parts order by part, place limit ${limit}::int offset ${offset}::int)
  select ${rowColumns}, figure.figures
  from shown join run on run.id = shown.id ${rowTables}
  cross join lateral (
    select array_agg(coalesce(
      case wanted.of when 'min' then s.min_value when 'max' then s.max_value else s.last_value end, 'NaN'
    ) order by wanted.ord) as figures
    from wanted left join metric_summary s on s.run_id = run.id and s.key_id = wanted.key_id
  ) figure
  order by shown.part, shown.place`;
}

export const count = (asked: Asked) =>
  Prisma.sql`select count(*)::int as total from run where ${conditions(asked)}`;
