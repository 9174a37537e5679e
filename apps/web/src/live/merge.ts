import type { RunRow } from '@tenbin/contracts';
import type { Update } from '../server/feed.ts';

/** What an update tells, without its place in the stream. */
export type LiveUpdate = Pick<Update, 'runs' | 'curves' | 'workers'>;

/** Which runs a list holds: those of a sweep, the named ones, or all. */
export interface Scope {
  sweepId?: number;
  ids?: number[];
}

/** `rows` with changed rows in place of their old selves and new ones that belong there at the end. */
export function mergeRuns(rows: RunRow[], changed: readonly RunRow[], scope: Scope): RunRow[] {
  const fresh = new Map(changed.filter((row) => belongs(row, scope)).map((row) => [row.id, row]));
  if (fresh.size === 0) return rows;
  const replaced = rows.map((row) => {
    const now = fresh.get(row.id);
    fresh.delete(row.id);
    return now ?? row;
  });
  return [...replaced, ...fresh.values()];
}

/** Several updates as one: the newest row of each run, all points in order. */
export function combine(updates: readonly LiveUpdate[]): LiveUpdate {
  const runs = new Map(updates.flatMap((update) => update.runs).map((row) => [row.id, row]));
  return {
    runs: [...runs.values()],
    curves: updates.flatMap((update) => update.curves),
    workers: updates.at(-1)?.workers ?? 0,
  };
}

function belongs(row: RunRow, { sweepId, ids }: Scope): boolean {
  if (ids) return ids.includes(row.id);
  return sweepId === undefined || row.sweepId === sweepId;
}
