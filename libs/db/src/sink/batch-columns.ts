import { epochMetricKeys, toJson } from '@tenbin/contracts';
import type { RecordBatch, RunRecord } from '@tenbin/contracts';
import type { BatchColumns, Said } from '../queries/store.ts';

type Kind = RunRecord['kind'];
type RecordOf<K extends Kind> = Extract<RunRecord, { kind: K }>;
type Labels = Omit<RecordOf<'labels'>, 'kind'>;
interface Placed<K extends Kind> {
  seq: number;
  record: RecordOf<K>;
}

/** The names of the metrics in a batch, each once. */
export function keysOf({ records }: RecordBatch): Set<string> {
  const names = new Set<string>();
  for (const { record } of records) {
    if (record.kind === 'metrics') for (const key of Object.keys(record.values)) names.add(key);
  }
  return names;
}

/** A batch turned into the columns of its one statement. `keyIds` knows every key of the batch. */
export function columnsOf(batch: RecordBatch, keyIds: ReadonlyMap<string, number>): BatchColumns {
  const { writer, records, live } = batch;
  const of = <K extends Kind>(kind: K): Placed<K>[] =>
    records.flatMap(({ seq, record }) => (isOf(kind, record) ? [{ seq, record }] : []));
  const metrics = of('metrics');
  const matrices = of('confusion');
  const sheets = of('pictures');
  const lines = of('console');
  const starts = of('start');
  const engine = of('engine').at(-1);
  return {
    writer,
    live,
    firstSeq: records[0]?.seq ?? 1,
    lastSeq: records.at(-1)?.seq ?? 0,
    points: pointsOf(metrics, keyIds),
    epochs: epochsOf(metrics),
    verdict: lastOf(of('verdict'), ({ verdict }) => verdict),
    dataset: lastOf(of('dataset'), ({ dataset }) => dataset),
    engine:
      (engine && {
        seq: engine.seq,
        json: jsonText(engine.record.engine),
        parameterCount: engine.record.parameterCount,
      }) ||
      null,
    provenance: lastOf(of('provenance'), ({ provenance }) => provenance),
    generalisation: lastOf(of('generalisation'), ({ generalisation }) => generalisation),
    end: endOf(of('end').at(-1)),
    confusion: {
      ...said(matrices, ({ matrix }) => matrix),
      splits: matrices.map(({ record }) => record.split),
      weights: matrices.map(({ record }) => record.weights),
      epochs: matrices.map(({ record }) => record.epoch),
    },
    sheets: {
      ...said(sheets, ({ sheet }) => sheet.pictures),
      names: sheets.map(({ record }) => record.sheet.name),
    },
    starts: starts.map(({ seq }) => seq),
    labels: said<Labels>([...starts, ...of('labels')], ({ name, tags, notes, group }) => ({
      name,
      tags,
      notes,
      group,
    })),
    params: said<Pick<RecordOf<'params'>, 'params'>>([...starts, ...of('params')], ({ params }) => params),
    directions: said(starts, ({ directions }) => directions),
    console: {
      ...said(lines, (record) => record.lines),
      streams: lines.map(({ record }) => record.stream),
      at: lines.map(({ record }) => record.at),
    },
    artifacts: said(of('artifact'), (record) => record),
    images: said(of('image'), (record) => record),
  };
}

function pointsOf(metrics: Placed<'metrics'>[], keyIds: ReadonlyMap<string, number>): BatchColumns['points'] {
  const points: BatchColumns['points'] = { seqs: [], keyIds: [], steps: [], values: [], at: [] };
  for (const { seq, record } of metrics) {
    for (const [key, value] of Object.entries(record.values)) {
      points.seqs.push(seq);
      points.keyIds.push(keyIds.get(key) ?? 0);
      points.steps.push(record.step);
      points.values.push(exact(value));
      points.at.push(record.at);
    }
  }
  return points;
}

/** The highest that an epoch's column holds: a step beyond it is no epoch that somebody waits for. */
const lastEpoch = 2 ** 31 - 1;

function epochsOf(metrics: Placed<'metrics'>[]): BatchColumns['epochs'] {
  const rows = metrics.filter(({ record }) => epochMetricKeys.some((key) => key in record.values));
  return {
    seqs: rows.map(({ seq }) => seq),
    epochs: rows.map(({ record }) => Math.min(record.step, lastEpoch)),
    values: epochMetricKeys.map((key) =>
      rows.map(({ record }) => {
        const value = record.values[key];
        return value === undefined ? null : exact(value);
      }),
    ),
  };
}

function endOf(end: Placed<'end'> | undefined): BatchColumns['end'] {
  if (!end) return null;
  const { status, error, at } = end.record;
  return {
    seq: end.seq,
    status,
    error: error ? jsonText(error) : null,
    at: Number.isFinite(at) ? at : Date.now(),
  };
}

function lastOf<K extends Kind>(
  placed: Placed<K>[],
  value: (record: RecordOf<K>) => unknown,
): { seq: number; json: string } | null {
  const last = placed.at(-1);
  return last ? { seq: last.seq, json: jsonText(value(last.record)) } : null;
}

function said<Told>(placed: { seq: number; record: Told }[], value: (record: Told) => unknown): Said {
  return { seqs: placed.map(({ seq }) => seq), json: placed.map(({ record }) => jsonText(value(record))) };
}

/** The shortest text that Postgres reads back as the same 64 bits. */
function exact(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function jsonText(value: unknown): string {
  return JSON.stringify(toJson(value), (_key, field: unknown) =>
    typeof field === 'string' ? storable(field) : field,
  );
}

/** Postgres holds neither NUL nor half a character. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function isOf<K extends Kind>(kind: K, record: RunRecord): record is RecordOf<K> {
  return record.kind === kind;
}
