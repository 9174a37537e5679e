import type { PastTrial } from '@tenbin/contracts';
import { pastTrials } from '@tenbin/db';
import type { Database } from '@tenbin/db';
import { directionsOf, paretoOf } from '@tenbin/sweep';

/**
 * The Pareto front of a sweep: the trials that no other one beats in the goal and in every cost of `against`, the best
 * by the goal first. `values` are the goal metric, then each cost.
 * @throws AppError `not_found`
 */
export async function frontOf(
  database: Database,
  sweepId: number,
): Promise<Pick<PastTrial, 'number' | 'values'>[]> {
  const { spec, past } = await pastTrials(database, sweepId, 'values');
  const directions = directionsOf(spec);
  const sign = directions[0] === 'maximize' ? -1 : 1;
  return paretoOf(past, directions)
    .map(({ number, values }) => ({ number, values }))
    .toSorted((a, b) => sign * ((a.values[0] ?? NaN) - (b.values[0] ?? NaN)));
}
