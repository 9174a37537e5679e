import type { PastTrial } from '@tenbin/contracts';
import { paretoFront } from './pareto.ts';
import { toLoss } from './study-trial.ts';
import type { Direction } from './study-trial.ts';

/**
 * The trials that have their values and that no other is at least as good as in every objective and better in one.
 * @param directions one for each value
 */
export function paretoOf(past: readonly PastTrial[], directions: readonly Direction[]): PastTrial[] {
  const told = past.filter(({ state }) => state === 'complete' || state === 'pruned');
  const losses = told.map(({ values }) =>
    directions.map((direction, index) => toLoss(values[index] ?? NaN, direction)),
  );
  return paretoFront(losses).flatMap((index) => told[index] ?? []);
}
