import { epochMetricKeys, toJson } from '@tenbin/contracts';
import type { RecordBatch, RunRecord } from '@tenbin/contracts';
import type { BatchColumns } from '../queries/sink.ts';

type Kind = RunRecord['kind'];
type RecordOf<K extends Kind> = Extract<RunRecord, { kind: K }>;

const epochKeys: ReadonlySet<string> = new Set(epochMetricKeys);

/** The names of the metrics in a batch, each once. */
export function keysOf({ records }: RecordBatch): string[] {
  const names = of('metrics', records).flatMap(({ record }) => record.points.map(({ key }) => key));
  return [...new Set(names)];
}

/** A batch turned into the columns of its one statement. `keyIds` knows every key of the batch. */
export function columnsOf(batch: RecordBatch, keyIds: ReadonlyMap<string, number>): BatchColumns {
  const { runId, attempt, records } = batch;
  const points = of('metrics', records).flatMap(({ seq, record }) =>
    record.points.map((point) => ({ seq, point })),
  );
  const epochs = points.filter(({ point }) => epochKeys.has(point.key));
  const matrices = of('confusion', records);
  const sheets = of('pictures', records);
  const verdict = of('verdict', records).at(-1);
  const dataset = of('dataset', records).at(-1);
  const engine = of('engine', records).at(-1);
  const provenance = of('provenance', records).at(-1);
  const generalisation = of('generalisation', records).at(-1);
  const end = of('end', records).at(-1);
  return {
    runId,
    attempt,
    firstSeq: records[0]?.seq ?? 1,
    lastSeq: records.at(-1)?.seq ?? 0,
    points: {
      seqs: points.map(({ seq }) => seq),
      keyIds: points.map(({ point }) => keyIds.get(point.key) ?? 0),
      steps: points.map(({ point }) => point.step),
      values: points.map(({ point }) => exact(point.value)),
      at: points.map(({ point }) => point.at),
    },
    epochs: {
      seqs: epochs.map(({ seq }) => seq),
      epochs: epochs.map(({ point }) => point.step),
    },
    verdict: verdict ? { seq: verdict.seq, json: jsonText(verdict.record.verdict) } : null,
    dataset: dataset ? { seq: dataset.seq, json: jsonText(dataset.record.dataset) } : null,
    engine: engine
      ? {
          seq: engine.seq,
          json: jsonText(engine.record.engine),
          parameterCount: engine.record.parameterCount,
        }
      : null,
    provenance: provenance ? { seq: provenance.seq, json: jsonText(provenance.record.provenance) } : null,
    generalisation: generalisation
      ? { seq: generalisation.seq, json: jsonText(generalisation.record.generalisation) }
      : null,
    end: end
      ? {
          seq: end.seq,
          status: end.record.status,
          error: end.record.error ? jsonText(end.record.error) : null,
          at: Number.isFinite(end.record.at) ? end.record.at : Date.now(),
        }
      : null,
    confusion: {
      seqs: matrices.map(({ seq }) => seq),
      weights: matrices.map(({ record }) => record.weights),
      epochs: matrices.map(({ record }) => record.epoch),
      json: matrices.map(({ record }) => jsonText(record.matrix)),
    },
    sheets: {
      seqs: sheets.map(({ seq }) => seq),
      names: sheets.map(({ record }) => record.sheet.name),
      json: sheets.map(({ record }) => jsonText(record.sheet.pictures)),
    },
  };
}

/** The shortest text that Postgres reads back as the same 64 bits. */
function exact(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function jsonText(value: unknown): string {
  return JSON.stringify(toJson(value));
}

function of<K extends Kind>(
  kind: K,
  records: RecordBatch['records'],
): { seq: number; record: RecordOf<K> }[] {
  return records.flatMap(({ seq, record }) => (isOf(kind, record) ? [{ seq, record }] : []));
}

function isOf<K extends Kind>(kind: K, record: RunRecord): record is RecordOf<K> {
  return record.kind === kind;
}
