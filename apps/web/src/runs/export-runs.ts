import { epochMetricKeys } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { csvText } from '../format/csv.ts';
import type { CsvValue } from '../format/csv.ts';
import { secondsOf } from './facts.ts';
import { standingOf } from './standing.ts';

/** A run as a flat row: what it is, its metrics at the best and at the last epoch, its settings. */
function rowOf(run: RunRow, now: number): Record<string, CsvValue> {
  const { id, uuid, name, project, sweepId, status, group, tags, epoch, best, last, params } = run;
  const at = (metrics: typeof best, prefix: string): [string, CsvValue][] =>
    epochMetricKeys.map((key) => [`${prefix}.${key}`, metrics?.[key] ?? null]);
  return {
    id,
    uuid,
    name,
    project,
    sweep: sweepId,
    status,
    verdict: standingOf(run),
    group,
    tags: tags.join(' '),
    epoch,
    onsetEpoch: run.verdict?.onsetEpoch ?? null,
    bestEpoch: best?.epoch ?? null,
    ...Object.fromEntries([...at(best, 'best'), ...at(last, 'last')]),
    seconds: secondsOf(run, now),
    ...Object.fromEntries(Object.entries(params).map(([key, value]) => [`params.${key}`, value])),
  };
}

/** Runs as CSV (RFC 4180), a column for every setting that any of them has; what a run lacks is empty. */
export function csvOf(runs: readonly RunRow[], now: number): string {
  const rows = runs.map((run) => rowOf(run, now));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return csvText([columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]);
}

/** Runs as JSON; a number that JSON has no word for is its name. */
export function jsonOf(runs: readonly RunRow[], now: number): string {
  const rows = runs.map((run) => rowOf(run, now));
  const said = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify(rows, said, 2);
}
