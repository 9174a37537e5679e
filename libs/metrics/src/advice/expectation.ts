import { bestOf, overfits } from './evidence.ts';
import type { Evidence, Pair } from './evidence.ts';
import { meanStd } from '../statistics/index.ts';

/** How far a prior may be off, and how far one pair of runs: standard deviations of the relative change. */
const priorSpread = 0.1;
const pairSpread = 0.1;
/** Pairs that happen to agree are not more certain than seeds allow. */
const leastSpread = 0.02;
/** Runs at which the share that overfits counts by half. */
const halfTrusted = 4;
/** How much a pair counts that made the same change in another dose. */
const trustInKin = 0.25;
/** What it is worth, as a share of val_loss, that no run overfits where all did. */
const worthOfHealth = 0.1;

/**
 * The benefit that is expected of a change: the share by which the best val_loss falls. A normal prior is updated by
 * the mean of the pairs (normal–normal model: Gelman et al., Bayesian Data Analysis, section 2.5), and the change in the
 * share of runs that overfit is added, the less the fewer runs there are. The prior itself is less where the change was
 * tried and did not cure: by the rule of succession, as likely as it cured so far.
 * @param measure what the pairs are compared in; a change of accuracy counts as it is
 * @param kin pairs that made the same change in another dose
 */
export function expectedBenefit(
  prior: number,
  { pairs, tally, tried }: Evidence,
  { measure, kin }: { measure: 'val_loss' | 'val_accuracy'; kin: readonly Pair[] },
): number {
  const cured = tried.filter((run) => !overfits(run)).length;
  const hope = Math.min(1, (2 * (1 + cured)) / (2 + tried.length)) * prior;
  const heard = updated(hope, benefitsOf(kin, measure), trustInKin);
  return updated(heard, benefitsOf(pairs, measure), 1) + (tally === null ? 0 : healthOf(tally));
}

function updated(prior: number, benefits: readonly number[], weight: number): number {
  if (benefits.length === 0) return prior;
  const { mean, std } = meanStd(benefits);
  const spread = benefits.length < 2 ? pairSpread : Math.max(std, leastSpread);
  // Another dose may do something else: however many pairs there are, they say no more than the prior.
  const trustInPrior = 1 / priorSpread ** 2;
  const trust = Math.min((weight * benefits.length) / spread ** 2, weight < 1 ? trustInPrior : Infinity);
  return (prior * trustInPrior + mean * trust) / (trustInPrior + trust);
}

function benefitsOf(pairs: readonly Pair[], measure: 'val_loss' | 'val_accuracy'): number[] {
  return pairs.map((pair) => benefitOf(pair, measure)).filter((each) => Number.isFinite(each));
}

function benefitOf({ before, after }: Pair, measure: 'val_loss' | 'val_accuracy'): number {
  const change = bestOf(after, measure) - bestOf(before, measure);
  return measure === 'val_accuracy' ? change : -change / bestOf(before, measure);
}

function healthOf({ before, after }: NonNullable<Evidence['tally']>): number {
  const fewer = before.overfit / before.runs - after.overfit / after.runs;
  const least = Math.min(before.runs, after.runs);
  return (worthOfHealth * fewer * least) / (least + halfTrusted);
}
