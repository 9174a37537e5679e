import type { RunRow } from '@tenbin/contracts';
import { standingOf } from '../../runs/standing.ts';

/** What the runs are filtered by; null and '' let everything through. */
export interface Filters {
  text: string;
  standing: string | null;
  sweep: number | null;
}

/** Runs that pass every filter. Text is looked for in names, sweeps, ids and parameters, each word on its own. */
export function filterRuns(runs: RunRow[], { text, standing, sweep }: Filters): RunRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && standing === null && sweep === null) return runs;
  return runs.filter(
    (run) =>
      (standing === null || standingOf(run) === standing || run.status === standing) &&
      (sweep === null || run.sweepId === sweep) &&
      words.every((word) => haystackOf(run).includes(word)),
  );
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
