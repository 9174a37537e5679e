import type { Writer } from '@tenbin/contracts';
import { Prisma } from '../generated/client.ts';
import { parts } from './store-parts.ts';

/** JSON texts with the places of their records. */
export interface Said {
  seqs: number[];
  json: string[];
}

/** What one batch says, by column. Arrays of a part are parallel; values are text, so that NaN and ±Infinity arrive. */
export interface BatchColumns {
  writer: Writer;
  /** Whether it is a sign of life. */
  live: boolean;
  firstSeq: number;
  lastSeq: number;
  points: { seqs: number[]; keyIds: number[]; steps: number[]; values: string[]; at: number[] };
  /** Records of per-epoch metrics, with a column for each of `epochMetricKeys`; null where a record has none. */
  epochs: { seqs: number[]; epochs: number[]; values: (string | null)[][] };
  /** JSON text of the last record of each kind, with its place. */
  verdict: { seq: number; json: string } | null;
  dataset: { seq: number; json: string } | null;
  engine: { seq: number; json: string; parameterCount: number } | null;
  provenance: { seq: number; json: string } | null;
  generalisation: { seq: number; json: string } | null;
  end: { seq: number; status: string; error: string | null; at: number } | null;
  confusion: Said & { splits: string[]; weights: string[]; epochs: number[] };
  /** The pictures of each sheet. */
  sheets: Said & { names: string[] };
  /** Whether a session begins: its run goes on, however it ended. */
  starts: number[];
  /** What to call a run from there on: an object of what changes. */
  labels: Said;
  params: Said;
  directions: Said;
  console: Said & { streams: string[]; at: number[] };
  artifacts: Said;
  images: Said;
}

/**
 * Stores what is new in a batch, in one statement: records that are known of its writer are skipped, so sending again
 * changes nothing. A batch of an older attempt, of a deleted run, or one that would leave a gap, finds no row and writes
 * nothing: no row comes back. `shift` leads from a session's own count of records to that of all sessions of its run.
 */
export function store(batch: BatchColumns): Prisma.Sql {
  return Prisma.sql`
  with ${Prisma.join([gate(batch), ...parts(batch)], ',\n  ')}
  update run set ${Prisma.join(changes(batch))}
  from gate where run.id = gate.id
  returning run.id, run.last_seq - gate.shift as stored`;
}

/** Why `store` wrote nothing for an attempt. */
export const standingOfAttempt = (runId: number) =>
  Prisma.sql`select attempt, last_seq as stored from run where id = ${runId}::int and deleted_at is null`;

/** Why `store` wrote nothing for a session. */
export const standingOfSession = (session: string) => Prisma.sql`
  select run.deleted_at is not null as deleted, run_session.last_seq as stored
  from run_session join run on run.id = run_session.run_id where run_session.id = ${session}::uuid`;

/** Makes the metric keys that are new and gives the number of each. */
export const addKeys = (names: string[]) => Prisma.sql`
  insert into metric_key (name) select distinct unnest(${names}::text[]) order by 1 on conflict (name) do nothing`;

export const keyIds = (names: string[]) =>
  Prisma.sql`select id, name from metric_key where name = any(${names}::text[])`;

function gate({ writer, firstSeq, lastSeq }: BatchColumns): Prisma.Sql {
  if ('runId' in writer) {
    return Prisma.sql`gate as (
    select id, last_seq as had, 0 as shift from run
    where id = ${writer.runId}::int and attempt = ${writer.attempt}::int
      and last_seq >= ${firstSeq}::int - 1 and deleted_at is null
    for update
  )`;
  }
  return Prisma.sql`gate as (
    select run.id, s.last_seq as had, run.last_seq - s.last_seq as shift
    from run_session s join run on run.id = s.run_id
    where s.id = ${writer.session}::uuid and run.uuid = ${writer.run}::uuid
      and s.last_seq >= ${firstSeq}::int - 1 and run.deleted_at is null
    for update
  ),
  counted as (
    update run_session set last_seq = greatest(last_seq, ${lastSeq}::int) from gate
    where run_session.id = ${writer.session}::uuid
  )`;
}

/** What the batch changes on the row of its run. */
function changes(batch: BatchColumns): Prisma.Sql[] {
  const { lastSeq, live, epochs, verdict, dataset, engine, provenance, generalisation, end } = batch;
  const last = (column: string, said: { seq: number; json: string } | null) =>
    said === null
      ? []
      : [
          Prisma.sql`${Prisma.raw(column)} = case when ${said.seq}::int > had
            then ${said.json}::jsonb else ${Prisma.raw(column)} end`,
        ];
  return [
    Prisma.sql`last_seq = greatest(had, ${lastSeq}::int) + shift`,
    ...(live ? [signOfLife(batch)] : []),
    ...(epochs.seqs.length === 0 ? [] : epochChanges),
    ...last('verdict', verdict),
    ...last('dataset', dataset),
    ...last('engine', engine),
    ...(engine === null
      ? []
      : [
          Prisma.sql`parameter_count = case when ${engine.seq}::int > had
            then ${engine.parameterCount}::int else parameter_count end`,
        ]),
    ...last('provenance', provenance),
    ...last('generalisation', generalisation),
    ...standing(batch),
    ...(end === null
      ? []
      : [Prisma.sql`control = case when ${end.seq}::int > had then null else control end`]),
    ...labelChanges(batch),
  ];
}

const signOfLife = ({ writer }: BatchColumns) =>
  'runId' in writer
    ? Prisma.sql`heartbeat_at = case when status = 'running' then now() else heartbeat_at end`
    : Prisma.sql`heartbeat_at = now()`;

/** The status of a run by its end, or by a session that begins, whichever comes later; one taken for dead that speaks lives. */
function standing({ writer, live, starts, end }: BatchColumns): Prisma.Sql[] {
  const started = Math.max(0, ...starts);
  const ended = end?.seq ?? 0;
  const revived = live && 'session' in writer ? Prisma.sql`or status = 'crashed'` : Prisma.empty;
  if (started === 0 && ended === 0 && !(live && 'session' in writer)) return [];
  const ends = Prisma.sql`${ended}::int > had and ${ended}::int > ${started}::int`;
  const lives = Prisma.sql`${started}::int > had ${revived}`;
  return [
    Prisma.sql`status = case when ${ends} then ${end?.status ?? 'running'}::run_status
      when ${lives} then 'running' else status end`,
    Prisma.sql`error = case when ${ends} then ${end?.error ?? null}::jsonb when ${lives} then null else error end`,
    Prisma.sql`ended_at = case when ${ends} then to_timestamp(${end?.at ?? 0}::float8 / 1000)
      when ${lives} then null else ended_at end`,
  ];
}

/** A value that came late for the best or the last epoch is filled in; what is known stays where nothing newer came. */
const filled = (newer: Prisma.Sql, known: Prisma.Sql) =>
  Prisma.sql`array[${Prisma.join(
    [1, 2, 3, 4].map((place) => {
      const at = Prisma.raw(`[${String(place)}]`);
      return Prisma.sql`coalesce((${newer})${at}, (${known})${at})`;
    }),
  )}]`;

const isLower = Prisma.sql`(select v[2] < coalesce(run.best[2], 'Infinity') from lowest)`;

const epochChanges = [
  Prisma.sql`epoch = greatest(run.epoch, (select epoch from newest))`,
  Prisma.sql`last = case when (select epoch from newest) >= run.epoch then ${filled(
    Prisma.sql`select v from newest`,
    Prisma.sql`select run.last where (select epoch from newest) = run.epoch`,
  )} else run.last end`,
  Prisma.sql`best_epoch = case when ${isLower} then (select epoch from lowest) else run.best_epoch end`,
  Prisma.sql`best = case
    when ${isLower} then ${filled(
      Prisma.sql`select v from lowest`,
      Prisma.sql`select run.last where (select epoch from lowest) = run.epoch`,
    )}
    when run.best_epoch in (select epoch from epoch) then ${filled(
      Prisma.sql`select v from epoch where epoch = run.best_epoch`,
      Prisma.sql`select run.best`,
    )}
    else run.best end`,
];

/** All that was said in these objects, the later of two of one name counting. */
const merged = ({ seqs, json }: Said) => Prisma.sql`
  (select jsonb_object_agg(f.key, f.value order by u.seq)
   from unnest(${seqs}::int[], ${json}::text[]::jsonb[]) as u(seq, said), jsonb_each(said) f where u.seq > had)`;

function labelChanges({ labels, params, directions }: BatchColumns): Prisma.Sql[] {
  const said = merged(labels);
  return [
    ...(labels.seqs.length === 0
      ? []
      : [
          Prisma.sql`name = coalesce(${said} ->> 'name', run.name)`,
          Prisma.sql`notes = coalesce(${said} ->> 'notes', run.notes)`,
          Prisma.sql`tags = case when ${said} ? 'tags'
            then array(select jsonb_array_elements_text(${said} -> 'tags')) else run.tags end`,
          Prisma.sql`group_name = case when ${said} ? 'group' then ${said} ->> 'group' else run.group_name end`,
        ]),
    ...(params.seqs.length === 0
      ? []
      : [Prisma.sql`params = run.params || coalesce(${merged(params)}, '{}')`]),
    ...(directions.seqs.length === 0
      ? []
      : [Prisma.sql`directions = run.directions || coalesce(${merged(directions)}, '{}')`]),
  ];
}
