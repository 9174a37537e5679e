import { epochMetricKeys } from './names.ts';
import { runFields } from './run-fields.ts';
import type { Comparison } from './run-fields.ts';
import type { RunColumn, RunFilterTerm } from './run-query.ts';

/** One part of a filter as people type it. */
export type FilterPart =
  /** To be found anywhere in a run. */
  | { kind: 'word'; text: string }
  | { kind: 'term'; term: RunFilterTerm; text: string }
  /** Looks like a term, but no run has such a column. */
  | { kind: 'unknown'; name: string; text: string };

/** As people write them, the longer first. */
const signs: [sign: string, is: Comparison][] = [
  ['!=', '!='],
  ['<=', '<='],
  ['>=', '>='],
  ['=', '='],
  [':', '='],
  ['<', '<'],
  ['>', '>'],
  ['~', 'contains'],
];

/** A name, one of the signs, and what may be in quotes; or anything without a blank, or in quotes. */
const part = /([\w./-]+)(!=|<=|>=|[=:<>~])("[^"]*"?|\S*)|"([^"]*)"?|(\S+)/g;

/**
 * Reads a filter as `optimizer:adam val_accuracy>0.9 verdict:overfitting "two words"`: `:` and `=` ask for the same,
 * `~` for a part of a text. All parts have to hold. A part that has no value yet is left out, as while it is typed.
 * @param settings names of the settings that runs have
 */
export function parseRunFilter(text: string, settings: Iterable<string>): FilterPart[] {
  const known = new Map([...settings].map((name) => [name.toLowerCase(), name]));
  return [...text.matchAll(part)].flatMap((match): FilterPart[] => {
    const [whole, name, sign, value = '', quoted, word] = match;
    if (name === undefined) return [{ kind: 'word', text: quoted ?? word ?? whole }];
    const wanted = value.replaceAll('"', '');
    if (wanted === '') return [];
    const column = columnNamed(name, known);
    if (column === null) return [{ kind: 'unknown', name, text: whole }];
    const is = signs.find(([written]) => written === sign)?.[1] ?? '=';
    return [{ kind: 'term', text: whole, term: { column, is, value: valueOf(wanted) } }];
  });
}

/** The column that a name means: a setting, a metric at its best epoch, or a field of the run; null when it means none. */
function columnNamed(name: string, settings: ReadonlyMap<string, string>): RunColumn | null {
  const low = name.toLowerCase();
  const setting = settings.get(low);
  if (setting !== undefined) return { of: 'param', name: setting };
  const metric = epochMetricKeys.find((key) => key === low);
  if (metric !== undefined) return { of: 'best', name: metric };
  const field = runFields.find((each) => each.toLowerCase() === low);
  return field === undefined ? null : { of: 'run', name: field };
}

function valueOf(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'none' || text === 'null') return null;
  const number = Number(text);
  return text.trim() !== '' && !Number.isNaN(number) ? number : text;
}
