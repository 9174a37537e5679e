import { lossesOf, toLoss } from '../../study-trial.ts';
import type { Direction, StudyTrial } from '../../study-trial.ts';

export interface Split {
  /** From the best on. */
  good: StudyTrial[];
  /** In the order of asking. */
  bad: StudyTrial[];
}

/**
 * The best trials and the others, by the first objective. A pruned trial comes after every complete one, the later it was
 * pruned the better, and then by its last report (as in Optuna). Trials that run count as bad, so that several at a time
 * do not all go to the same place (constant liar; Ginsbourger et al. 2010); so do those that failed, and answers that are
 * no number.
 */
export function split(trials: readonly StudyTrial[], direction: Direction): Split {
  const good = trials
    .flatMap((trial) => {
      const standing = standingOf(trial, direction);
      return standing === null ? [] : [{ trial, standing }];
    })
    .toSorted((a, b) => compare(a.standing, b.standing))
    .slice(0, goodOf(endedOf(trials)))
    .map(({ trial }) => trial);
  const isGood = new Set(good);
  return { good, bad: trials.filter((trial) => !isGood.has(trial)) };
}

/** How many trials have an end. */
export function endedOf(trials: readonly StudyTrial[]): number {
  return trials.filter(({ state }) => state !== 'running').length;
}

/** Optuna takes a tenth; 15 % did better on most of the bench's problems, and 20 % worse again. */
function goodOf(ended: number): number {
  return Math.min(Math.ceil(0.15 * ended), 25);
}

/** [0, loss] of a complete trial, [1, −epochs, loss] of a pruned one; null where there is nothing to rank by. */
function standingOf(trial: StudyTrial, direction: Direction): number[] | null {
  if (trial.state === 'complete') {
    const [loss] = lossesOf(trial, [direction]) ?? [];
    return loss === undefined ? null : [0, loss];
  }
  if (trial.state !== 'pruned') return null;
  const last = toLoss(trial.reports.at(-1) ?? NaN, direction);
  return [1, -trial.reports.length, Number.isFinite(last) ? last : Infinity];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
