import type { PastTrial } from '@tenbin/contracts';
import { paretoFront } from './pareto.ts';
import { toLoss } from './study-trial.ts';
import type { Direction } from './study-trial.ts';

/**
 * The complete trials that no other is at least as good as in every objective and better in one. One that was pruned has
 * only cost less because it was stopped: its values are not what its setting comes to.
 * @param directions one for each value
 */
export function paretoOf(past: readonly PastTrial[], directions: readonly Direction[]): PastTrial[] {
  const told = past.filter(({ state }) => state === 'complete');
  const losses = told.map(({ values }) =>
    directions.map((direction, index) => toLoss(values[index] ?? NaN, direction)),
  );
  return paretoFront(losses).flatMap((index) => told[index] ?? []);
}
