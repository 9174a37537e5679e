import { epochMetricKeys, parseRunFilter, runFields } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { valueOf } from '../../runs/matches.ts';
import { settingsOf } from './filters.ts';

/** What could be typed next. */
export interface Suggestion {
  /** The whole filter with it. */
  text: string;
  /** What is shown. */
  word: string;
  /** What there is to know of it: how many runs have it, or what values there are. */
  note: string;
}

const most = 8;
/** Fields that people filter by; the others are found by their name alone. */
const offered = ['verdict', 'status', 'project', 'group', 'name', 'epoch', 'bestEpoch', 'seconds'] as const;

/**
 * Names and values that go on with the last part of what is typed: first names of columns, behind their sign the values
 * that runs have, the most frequent first.
 */
export function suggestionsFor(runs: RunRow[], typed: string): Suggestion[] {
  const begun = /\S*$/.exec(typed)?.[0] ?? '';
  const before = typed.slice(0, typed.length - begun.length);
  const [, name, sign, value] = /^([\w./-]+)(!?=|:|~)(.*)$/.exec(begun) ?? [];
  if (name === undefined || sign === undefined) return namesFor(runs, { before, begun });
  return valuesFor(runs, { before, head: `${name}${sign}`, name, value: value ?? '' });
}

function namesFor(runs: RunRow[], { before, begun }: { before: string; begun: string }): Suggestion[] {
  const low = begun.toLowerCase();
  const names = [
    ...new Set([...offered, ...epochMetricKeys, ...settingsOf(runs), ...(low === '' ? [] : runFields)]),
  ];
  const at = (name: string): number => name.toLowerCase().indexOf(low);
  return names
    .filter((name) => at(name) >= 0 && name.toLowerCase() !== low)
    .toSorted((one, other) => at(one) - at(other))
    .slice(0, most)
    .map((name) => {
      const sign = isMetric(name) ? '>' : ':';
      return { text: `${before}${name}${sign}`, word: `${name}${sign}`, note: noteOf(runs, name) };
    });
}

interface Begun {
  before: string;
  /** Name and sign. */
  head: string;
  name: string;
  value: string;
}

function valuesFor(runs: RunRow[], { before, head, name, value }: Begun): Suggestion[] {
  const low = value.replaceAll('"', '').toLowerCase();
  return [...countsOf(runs, name)]
    .filter(([text]) => text.toLowerCase().startsWith(low) && text.toLowerCase() !== low)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([text, count]) => {
      const quoted = /\s/.test(text) ? `"${text}"` : text;
      return { text: `${before}${head}${quoted} `, word: `${head}${quoted}`, note: String(count) };
    });
}

/** How many runs have each value of a column. */
function countsOf(runs: RunRow[], name: string): Map<string, number> {
  const [part] = parseRunFilter(`${name}:x`, settingsOf(runs));
  const counts = new Map<string, number>();
  if (part?.kind !== 'term') return counts;
  for (const run of runs) {
    const value = valueOf(run, part.term.column);
    if (value !== null && !Number.isNaN(value))
      counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  return counts;
}

function noteOf(runs: RunRow[], name: string): string {
  const values = [...countsOf(runs, name).keys()];
  if (values.length === 0) return '';
  const numbers = values.map(Number);
  if (numbers.some((number) => Number.isNaN(number)))
    return values.length <= 3 ? values.join(', ') : `${values.length} values`;
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const short = (number: number): string => String(Number(number.toPrecision(3)));
  return low === high ? short(low) : `${short(low)} – ${short(high)}`;
}

function isMetric(name: string): boolean {
  return epochMetricKeys.some((key) => key === name);
}
