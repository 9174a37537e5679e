/** Of the tables of this database, the largest first; bytes with indexes and what lies beside the rows. */
export const tables = `
  select table_name as name, pg_total_relation_size(quote_ident(table_name)::regclass)::text as bytes
  from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
    and table_name <> '_prisma_migrations'
  order by pg_total_relation_size(quote_ident(table_name)::regclass) desc, table_name`;

export const totals = `
  select pg_database_size(current_database())::text as bytes,
    (select count(*) from project where deleted_at is null)::int as projects,
    (select count(*) from sweep where deleted_at is null)::int as sweeps,
    (select count(*) from run where deleted_at is null)::int as runs,
    (select count(*) from run where deleted_at is not null)::int as "runsInTrash",
    (select coalesce(sum(count), 0) from metric_summary)::text as points,
    (pg_total_relation_size('metric_chunk') + pg_total_relation_size('metric_summary'))::text as "metricBytes"`;

const finite = `value > '-Infinity' and value < 'Infinity'`;

/** What must hold, each with the number of places where it does not and one of them. */
export const faults: { what: string; sql: string }[] = [
  {
    what: 'chunks of metrics whose steps, values and times are not as many, or are none',
    sql: `select run_id from metric_chunk where cardinality(steps) = 0
      or cardinality(steps) <> cardinality(values) or cardinality(steps) <> cardinality(at)`,
  },
  {
    what: 'chunks of metrics whose notes are not what their points say',
    sql: `select run_id from metric_chunk, lateral (
        select min(step) as first_step, max(step) as last_step, min(value) filter (where ${finite}) as low,
          max(value) filter (where ${finite}) as high, (array_agg(value order by step desc, ord desc))[1] as last_value
        from unnest(steps, values) with ordinality as u (step, value, ord)
      ) as told
      where (metric_chunk.first_step, metric_chunk.last_step, metric_chunk.low, metric_chunk.high, metric_chunk.last_value)
        is distinct from (told.first_step, told.last_step, told.low, told.high, told.last_value)`,
  },
  {
    what: 'summaries of metrics that are not what the points say',
    sql: `select coalesce(summary.run_id, told.run_id) as run_id from metric_summary summary
      full join (
        select run_id, key_id, sum(cardinality(steps))::int as count, max(last_step) as last_step, min(low) as low,
          max(high) as high
        from metric_chunk group by run_id, key_id
      ) as told on told.run_id = summary.run_id and told.key_id = summary.key_id
      where (summary.count, summary.last_step, summary.min_value, summary.max_value)
        is distinct from (told.count, told.last_step, told.low, told.high)`,
  },
  {
    what: 'trials that wait in the queue of no worker',
    sql: `select run.id as run_id from run left join queue.job on job.name = 'trial' and job.id = run.job_id
      where run.status = 'queued' and run.deleted_at is null and (job.id is null or job.state > 'active')`,
  },
  {
    what: 'jobs of sweeps that are no more',
    sql: `select 0 as run_id from queue.job left join sweep on sweep.id = (data ->> 'sweepId')::int
      where job.name = 'trial' and job.state < 'active' and sweep.id is null`,
  },
  {
    what: 'indexes that are not whole',
    sql: `select 0 as run_id from pg_index join pg_class on pg_class.oid = indexrelid
      where relnamespace = current_schema()::regnamespace and not indisvalid`,
  },
];

export const countOf = (sql: string): string =>
  `select count(*)::int as count, (array_agg(run_id order by run_id))[1:5] as runs from (${sql}) as wrong`;
