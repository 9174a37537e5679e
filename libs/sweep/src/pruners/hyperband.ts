import type { EarlyTermination } from '@tenbin/contracts';
import type { Pruner } from './pruner.ts';
import { rungReason } from './rungs.ts';

type HyperbandRule = Extract<EarlyTermination, { type: 'hyperband' }>;

/**
 * Successive halving in several brackets (L. Li et al. 2018, "Hyperband: a novel bandit-based approach to hyperparameter
 * optimization"), as Optuna's HyperbandPruner does it for trials that are asked one after the other: a trial belongs to
 * one bracket for good, bracket b has its first rung at minEpochs × reduction^b, the last one at the end of the training,
 * and only trials of the same bracket are compared. Optuna draws the bracket by a hash of the trial's number; here the
 * numbers are spread evenly, so that no bracket is short of trials by chance.
 */
export const hyperband: Pruner<HyperbandRule> = ({ others, ...request }) => {
  const { rule, own, epochs } = request;
  const bracket = bracketOf(own.id, rule, epochs);
  const rivals = others.filter(({ id }) => bracketOf(id, rule, epochs) === bracket);
  const { minEpochs, reduction } = rule;
  const first = Math.ceil(minEpochs * reduction ** bracket);
  const reason = rungReason({ ...request, others: rivals }, { first, reduction });
  return reason && `${reason} (bracket ${bracket + 1} of ${bracketsOf(rule, epochs).length})`;
};

/**
 * The bracket of a trial, from 0, the one that stops soonest.
 * @param id of the trial, from 1
 */
export function bracketOf(id: number, rule: HyperbandRule, epochs: number): number {
  const sizes = bracketsOf(rule, epochs);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  // Multiples of the golden ratio: whatever the number of trials, their places are spread evenly over [0, 1).
  let place = ((id * (Math.sqrt(5) - 1)) / 2) % 1;
  place *= all;
  const bracket = sizes.findIndex((size) => (place -= size) < 0);
  return bracket < 0 ? 0 : bracket;
}

/** How many trials each bracket begins with in one round of the paper's algorithm 1: the cheaper, the more. */
function bracketsOf({ minEpochs, reduction }: HyperbandRule, epochs: number): number[] {
  let most = 0;
  while (minEpochs * reduction ** (most + 1) <= epochs) most += 1;
  return Array.from({ length: most + 1 }, (_, bracket) => {
    const rounds = most - bracket;
    return Math.ceil(((most + 1) * reduction ** rounds) / (rounds + 1));
  });
}
