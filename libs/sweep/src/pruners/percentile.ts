import type { EarlyTermination } from '@tenbin/contracts';
import { bestUpTo } from './losses.ts';
import type { PruneRequest, Pruner } from './pruner.ts';
import { epochsInWords, nameOf, valuesInWords } from './reason.ts';

type PercentileRule = Extract<EarlyTermination, { type: 'percentile' }>;

/**
 * Ends a trial whose best value so far is behind the given percentile of the best values that the trained trials had
 * up to the same epoch, interpolated between neighbours. As Optuna's PercentilePruner (`percentile` of the trials are
 * ahead; `minEpochs` its warm-up; only trials trained to their end count, `minTrials` of them before it acts), save that
 * Optuna holds the best value so far against the others' values at that very epoch: a curve with a dip there makes it
 * kinder by chance. A trial without any number is ended as soon as the rule acts.
 */
export const percentile: Pruner<PercentileRule> = (request) => behindShare(request, request.rule.percentile);

/**
 * The rule of `percentile`, also for others with the same fields.
 * @param share of the trained trials that are ahead of the value to reach, in per cent
 */
export function behindShare<Rule extends EarlyTermination & Pick<PercentileRule, 'minEpochs' | 'minTrials'>>(
  { rule, own, others, goal }: PruneRequest<Rule>,
  share: number,
): string | null {
  const epoch = own.losses.length;
  const trained = others.filter(({ state }) => state === 'complete');
  if (epoch < rule.minEpochs || trained.length < rule.minTrials) return null;
  const best = bestUpTo(own, epoch);
  const done = `${rule.type}: after ${epochsInWords(epoch)}`;
  if (best === Infinity) return `${done} ${nameOf(goal)} has been no number at all`;
  // Only those that have as many epochs can be compared: a sweep may vary them.
  const bests = trained.filter(({ losses }) => losses.length >= epoch).map((curve) => bestUpTo(curve, epoch));
  const bound = quantile(bests, share / 100);
  if (bound === undefined || best <= bound) return null;
  const [is = '', should = ''] = valuesInWords([best, bound], goal);
  const place = share === 50 ? 'the middle' : `the best ${share} %`;
  return `${done} the best ${nameOf(goal)}, ${is}, is behind ${place} of ${bests.length} trials, ${should}`;
}

/** By linear interpolation, numpy's default; undefined of none. */
function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return undefined;
  // Apart from Infinity − Infinity, which is no number.
  return low === high ? low : low + (high - low) * (place - Math.floor(place));
}
