import type { RunRow } from '@tenbin/contracts';

/** Settings in which repeats of the same thing differ. */
const repeats = new Set(['seed', 'fold']);

/** Runs that differ in nothing but seed or fold, in the order of their first. */
export function groupsOf<Row extends RunRow>(runs: readonly Row[]): Row[][] {
  return [...Map.groupBy(runs, settingOf).values()];
}

function settingOf({ project, group, params, config }: RunRow): string {
  const named = Object.entries(params).filter(([name]) => !repeats.has(name));
  return JSON.stringify([project, group, config?.dataset, named.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
