import { AppError } from '@tenbin/contracts';
import type { ConfusionMatrix, RunProvenance, RunRecord } from '@tenbin/contracts';
import type { FileKeeper } from './files.ts';
import { flatten, printable } from './params.ts';
import type { StartRunOptions, Values } from './run.ts';

/** The numbers among what was logged, by names that can be stored; null when there is none. */
export function numbersOf(values: Values): Record<string, number> | null {
  const numbers: Record<string, number> = {};
  let some = false;
  for (const key in values) {
    const value = values[key];
    if (typeof value !== 'number') continue;
    numbers[isStorable(key) ? key : printable(key).slice(0, 200)] = value;
    some = true;
  }
  return some ? numbers : null;
}

function isStorable(key: string): boolean {
  return key.length > 0 && key.length <= 200 && /^[\x20-\x7E]*$/.test(key);
}

/** What a session says first. */
export function startOf(options: StartRunOptions): RunRecord {
  const { project, name, config = {}, tags, notes, group, parent, summary = {} } = options;
  return {
    kind: 'start',
    project: printable(project).slice(0, 200),
    ...(name === undefined ? {} : { name: printable(name).slice(0, 200) }),
    ...(tags === undefined ? {} : { tags: tagsOf(tags) }),
    ...(notes === undefined ? {} : { notes: notes.slice(0, 100_000) }),
    ...(group === undefined ? {} : { group: printable(group).slice(0, 200) }),
    params: flatten(config),
    parent: typeof parent === 'string' ? parent : (parent?.uuid ?? null),
    directions: summary,
    at: Date.now(),
  };
}

export function tagsOf(tags: readonly string[]): string[] {
  return [...new Set(tags)]
    .filter(Boolean)
    .slice(0, 100)
    .map((tag) => tag.slice(0, 100));
}

/** Why a confusion matrix is none; null when it is one. */
export function matrixProblem({ classes, counts }: ConfusionMatrix): string | null {
  if (classes.length < 2) return 'it has fewer than two classes';
  if (counts.length !== classes.length) return `it has ${counts.length} rows for ${classes.length} classes`;
  const uneven = counts.findIndex((row) => row.length !== classes.length);
  if (uneven !== -1) return `its row ${uneven + 1} has another length`;
  const odd = counts.flat().find((count) => !Number.isSafeInteger(count) || count < 0);
  return odd === undefined ? null : `${String(odd)} is no number of images`;
}

/** @throws AppError `bad_input` where nothing keeps files */
export function keeper(files: FileKeeper | null): FileKeeper {
  if (files !== null) return files;
  throw new AppError({
    code: 'bad_input',
    message: 'This run has no place for files: its sink takes records alone.',
    hint: 'Log through a server (url), or hand in `blobs` beside the sink.',
  });
}

/** Why a run failed, as its page shows it. */
export function errorOf(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  if (!(error instanceof Error)) return { code: 'error', message: String(error), hint: '' };
  return { code: error.name, message: error.message, hint: error.stack?.slice(0, 10_000) ?? '' };
}

export function withSeeds(provenance: RunProvenance, seeds: StartRunOptions['seeds']): RunProvenance {
  return seeds === undefined ? provenance : { ...provenance, seeds: { ...seeds } };
}
