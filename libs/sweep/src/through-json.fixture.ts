import type { StoredTrial, StudyTrial } from './study-trial.ts';

/** Trials that were written as JSON and read again, as anybody would. */
export function throughJson(trials: readonly StudyTrial[]): StoredTrial[] {
  const read: unknown = JSON.parse(JSON.stringify(trials));
  if (!areLike(read, trials)) throw new Error('JSON has lost some');
  return read;
}

function areLike(read: unknown, trials: readonly StudyTrial[]): read is StoredTrial[] {
  return Array.isArray(read) && read.length === trials.length;
}
