import type { Database } from '@tenbin/db';

/** Points of the one metric of a long run, in chunks as a program that logs fast stores them. */
const chunksOfLong = 100;
const pointsOfChunk = 1000;
/** Rows of a transaction: it takes a second or two. */
const runsAtOnce = 1000;

export interface Seed {
  from: number;
  to: number;
  /** Metrics of each run. */
  keys: readonly string[];
  /** Of each metric. */
  points: number;
}

/** Runs as programs log them, each with settings and metrics of their own, written by SQL since that is fast. */
export async function seedRuns(db: Database, { from, to, keys, points }: Seed): Promise<void> {
  for (let first = from; first < to; first += runsAtOnce) {
    const last = Math.min(to, first + runsAtOnce);
    await db.pool.query(newRuns, [first, last - 1]);
    await db.pool.query(newPoints, [first, last - 1, points, keys]);
    await db.pool.query(newSummaries, [first, last - 1]);
  }
  for (const table of ['run', 'run_param', 'metric_chunk', 'metric_summary'])
    await db.pool.query(`analyze ${table}`);
}

/** Runs with a curve of 100,000 points. @returns their ids */
export async function seedLongRuns(db: Database, count: number): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>(longRuns, [count]);
  const ids = rows.map(({ id }) => id);
  for (const id of ids) await db.pool.query(longPoints, [id, chunksOfLong, pointsOfChunk]);
  await db.pool.query(longSummaries, [ids]);
  return ids;
}

export async function seedKeys(db: Database, keys: readonly string[]): Promise<void> {
  await db.pool.query(`insert into project (name) values ('bench'), ('long')`);
  await db.pool.query(
    `insert into metric_key (name) select unnest($1::text[]) union all values ('long') on conflict do nothing`,
    [keys],
  );
}

/** Named after their number, so that later statements find them. */
const newRuns = `
  insert into run (project_id, name, status, params, started_at, ended_at, best, last)
  select project.id, 'run ' || n, 'finished',
    jsonb_build_object('learningRate', 10 ^ (-1 - 4 * random()), 'batchSize', 2 ^ (3 + n % 6),
      'optimizer', (array['sgd', 'momentum', 'adam'])[1 + n % 3], 'seed', n),
    now() - interval '1 h', now(), array[random(), random(), random(), random()], array[random(), random(), random(), random()]
  from project, generate_series($1::int, $2::int) n where project.name = 'bench'`;

const newPoints = `
  insert into metric_chunk (run_id, key_id, seq, first_step, last_step, steps, values, at, low, high, last_value)
  select run.id, metric_key.id, 1, 1, $3::int, told.steps, told.values, told.at, told.low, told.high, told.values[$3::int]
  from run join project on project.id = run.project_id and project.name = 'bench'
    join metric_key on metric_key.name = any ($4::text[]),
    lateral (
      select array_agg(step::bigint) as steps, array_agg(value) as values, array_agg(1.7e12 + step * 1000) as at,
        min(value) as low, max(value) as high
      from (
        select step, (run.id * 7919 + metric_key.id * 104729 + step * 1299709) % 1000003 / 1000003.0::float8 / step as value
        from generate_series(1, $3::int) step
      ) as point
    ) as told
  where run.name = any (select 'run ' || n from generate_series($1::int, $2::int) n)`;

const newSummaries = `
  insert into metric_summary (run_id, key_id, count, last_step, last_value, min_step, min_value, max_step, max_value)
  select run_id, key_id, cardinality(steps), last_step, last_value, 1, low, 1, high
  from metric_chunk join run on run.id = run_id
  where run.name = any (select 'run ' || n from generate_series($1::int, $2::int) n)`;

const longRuns = `
  insert into run (project_id, name, status, ended_at)
  select project.id, 'long ' || n, 'finished', now()
  from project, generate_series(1, $1::int) n where project.name = 'long' returning id`;

const longPoints = `
  insert into metric_chunk (run_id, key_id, seq, first_step, last_step, steps, values, at, low, high, last_value)
  select $1::int, metric_key.id, chunk, min(step), max(step), array_agg(step order by step), array_agg(value order by step),
    array_agg(1.7e12 + step * 100), min(value), max(value), (array_agg(value order by step desc))[1]
  from metric_key, generate_series(1, $2::int) chunk,
    lateral (
      select (chunk - 1)::bigint * $3::int + n as step, random() as value from generate_series(1, $3::int) n
    ) as point
  where metric_key.name = 'long' group by metric_key.id, chunk`;

const longSummaries = `
  insert into metric_summary (run_id, key_id, count, last_step, last_value, min_step, min_value, max_step, max_value)
  select run_id, key_id, sum(cardinality(steps)), max(last_step), max(last_value), 1, min(low), 1, max(high)
  from metric_chunk where run_id = any($1::int[]) group by run_id, key_id`;
