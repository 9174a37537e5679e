import { lossAt } from './losses.ts';
import type { PruneRequest } from './pruner.ts';
import { epochsInWords, nameOf, ordinal, valuesInWords } from './reason.ts';

export interface Rungs {
  /** Epochs to the first rung. */
  first: number;
  /** Epochs to each further rung are this many times those to the one before; one trial in so many goes on. */
  reduction: number;
}

/**
 * Asynchronous successive halving (L. Li et al. 2020, "A system for massively parallel hyperparameter tuning",
 * algorithm 2) without pausing: a trial that stands at a rung goes on when it is among the best 1 / reduction of all
 * that have reached the rung, it included, whatever became of them. Of the first reduction − 1 trials there, and of all
 * as long as less than one could go on, the best so far goes on, as in Optuna's SuccessiveHalvingPruner.
 */
export function rungReason(
  { own, others, goal, rule }: Pick<PruneRequest, 'own' | 'others' | 'goal' | 'rule'>,
  rungs: Rungs,
): string | null {
  const epoch = own.losses.length;
  if (epoch < rungs.first || rungAt(rungs, epoch) !== epoch) return null;
  const rivals = others.filter(({ losses }) => losses.length >= epoch);
  const loss = lossAt(own, epoch);
  const done = `${rule.type}: after ${epochsInWords(epoch)} ${nameOf(goal)}`;
  if (loss === Infinity) return `${done} is no number`;
  const place = 1 + rivals.filter((rival) => lossAt(rival, epoch) < loss).length;
  const goOn = Math.max(1, Math.floor((rivals.length + 1) / rungs.reduction));
  if (place <= goOn) return null;
  const [value = ''] = valuesInWords([loss], goal);
  return `${done} ${value} is the ${ordinal(place)} best of ${rivals.length + 1} trials, of which ${goOn} may go on`;
}

/** The last rung that `epoch` has reached, in epochs; 0 before the first. */
export function rungAt({ first, reduction }: Rungs, epoch: number): number {
  let [rung, next] = [0, first];
  for (let k = 1; next <= epoch; k += 1) [rung, next] = [next, Math.ceil(first * reduction ** k)];
  return rung;
}
