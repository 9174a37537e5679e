import type { RunRow } from '@tenbin/contracts';
import type { Update } from '../server/feed.ts';

/** What an update tells, without its place in the stream. */
export type LiveUpdate = Pick<Update, 'runs' | 'removed' | 'curves' | 'workers'>;

/** Which runs a list holds: those of a sweep, the named ones, or all. */
export interface Scope {
  sweepId?: number;
  ids?: number[];
}

/** `rows` with changed rows in place of their old selves, without deleted ones, and new ones that belong there at the end. */
export function mergeRuns(
  rows: RunRow[],
  { runs, removed }: Pick<LiveUpdate, 'runs' | 'removed'>,
  scope: Scope,
): RunRow[] {
  const fresh = new Map(runs.filter((row) => belongs(row, scope)).map((row) => [row.id, row]));
  const kept = rows.filter(({ id }) => !removed.includes(id));
  if (fresh.size === 0) return kept.length === rows.length ? rows : kept;
  const replaced = kept.map((row) => {
    const now = fresh.get(row.id);
    fresh.delete(row.id);
    return now ?? row;
  });
  return [...replaced, ...fresh.values()];
}

/** Several updates as one: the newest row of each run that was not deleted after it, all points in order. */
export function combine(updates: readonly LiveUpdate[]): LiveUpdate {
  const runs = new Map<number, RunRow | null>();
  for (const update of updates) {
    for (const id of update.removed) runs.set(id, null);
    for (const row of update.runs) runs.set(row.id, row);
  }
  return {
    runs: [...runs.values()].filter((row) => row !== null),
    removed: [...runs].filter(([, row]) => row === null).map(([id]) => id),
    curves: updates.flatMap((update) => update.curves),
    workers: updates.at(-1)?.workers ?? 0,
  };
}

function belongs(row: RunRow, { sweepId, ids }: Scope): boolean {
  if (ids) return ids.includes(row.id);
  return sweepId === undefined || row.sweepId === sweepId;
}
