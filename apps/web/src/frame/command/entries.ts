import type { RunRow, SweepRow } from '@tenbin/contracts';

/** Where a command leads, or what it does. */
export interface Entry {
  id: string;
  name: string;
  /** What it is. */
  kind: 'page' | 'run' | 'sweep' | 'action';
  /** What tells it from others of its name. */
  note: string;
  /** An address of the dashboard; null for what is done at once. */
  href: string | null;
}

interface Known {
  pages: readonly { name: string; href: string }[];
  runs: readonly RunRow[];
  sweeps: readonly SweepRow[];
}

const most = 12;

/** Everything that can be gone to or done, pages first, then what is newest. */
export function entriesOf({ pages, runs, sweeps }: Known): Entry[] {
  return [
    ...pages.map(({ name, href }): Entry => ({ id: href, name, kind: 'page', note: '', href })),
    { id: 'theme', name: 'Light or dark', kind: 'action', note: '', href: null },
    ...sweeps
      .toSorted((a, b) => b.id - a.id)
      .map(({ id, name, status }): Entry => ({
        id: `sweep ${id}`,
        name,
        kind: 'sweep',
        note: `#${id} ${status}`,
        href: `/sweeps/${id}`,
      })),
    ...runs
      .toSorted((a, b) => b.id - a.id)
      .map(({ id, name, project, sweepName }): Entry => ({
        id: `run ${id}`,
        name,
        kind: 'run',
        note: `#${id} ${sweepName ?? project}`,
        href: `/runs/${id}`,
      })),
  ];
}

/** Those in which every typed word is found, a name that begins so before others. */
export function found(entries: readonly Entry[], typed: string): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const begins = ({ name }: Entry): number => (name.toLowerCase().startsWith(first) ? 0 : 1);
  return entries
    .filter(({ name, kind, note }) => {
      const all = `${name} ${kind} ${note}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => begins(a) - begins(b))
    .slice(0, most);
}
