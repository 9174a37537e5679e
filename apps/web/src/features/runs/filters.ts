import { parseRunFilter } from '@tenbin/contracts';
import type { FilterPart, RunRow } from '@tenbin/contracts';
import { matches } from '../../runs/matches.ts';
import { standingOf } from '../../runs/standing.ts';

/** What the runs are filtered by; null and '' let everything through. */
export interface Filters {
  text: string;
  standing: string | null;
  sweep: number | null;
}

/**
 * Runs that pass every filter. Of the text, `optimizer:adam` and `val_accuracy>0.9` are compared, and each other word is
 * looked for in names, sweeps, ids, tags and settings.
 */
export function filterRuns(runs: RunRow[], { text, standing, sweep }: Filters): RunRow[] {
  const parts = parseRunFilter(text, settingsOf(runs));
  if (parts.length === 0 && standing === null && sweep === null) return runs;
  return runs.filter(
    (run) =>
      (standing === null || standingOf(run) === standing || run.status === standing) &&
      (sweep === null || run.sweepId === sweep) &&
      parts.every((part) =>
        part.kind === 'term' ? matches(run, part.term) : haystackOf(run).includes(part.text.toLowerCase()),
      ),
  );
}

/** Names in a filter that no run has: what they stand in is looked for as text. */
export function unknownIn(runs: RunRow[], text: string): string[] {
  const parts = parseRunFilter(text, settingsOf(runs));
  return parts.flatMap((part: FilterPart) => (part.kind === 'unknown' ? part.name : []));
}

const settingNames = new WeakMap<RunRow[], ReadonlySet<string>>();

/** Names of all settings that runs have; worked out once for a list. */
export function settingsOf(runs: RunRow[]): ReadonlySet<string> {
  const known = settingNames.get(runs) ?? new Set(runs.flatMap(({ params }) => Object.keys(params)));
  settingNames.set(runs, known);
  return known;
}

/** The filters that are set, in words, with the runs that each of them alone leaves. */
export function setFilters(
  runs: RunRow[],
  filters: Filters,
): { key: keyof Filters; words: string; left: number }[] {
  const none: Filters = { text: '', standing: null, sweep: null };
  const left = (only: Partial<Filters>) => filterRuns(runs, { ...none, ...only }).length;
  const { text, standing, sweep } = filters;
  return [
    ...(text.trim() === ''
      ? []
      : [{ key: 'text' as const, words: `“${text.trim()}”`, left: left({ text }) }]),
    ...(standing === null ? [] : [{ key: 'standing' as const, words: standing, left: left({ standing }) }]),
    ...(sweep === null ? [] : [{ key: 'sweep' as const, words: `sweep #${sweep}`, left: left({ sweep }) }]),
  ];
}

function haystackOf({ id, name, project, sweepName, group, tags, params }: RunRow): string {
  const settings = Object.entries(params).map(([key, value]) => `${key}:${value}`);
  return [name, project, sweepName ?? '', group ?? '', ...tags, `#${id}`, ...settings]
    .join(' ')
    .toLowerCase();
}
