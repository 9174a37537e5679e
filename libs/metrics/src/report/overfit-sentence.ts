import type { TrialRow, VerdictState } from '@tenbin/contracts';
import { count, counted, overfits } from '../advice/index.ts';
import { factorsOf } from '../effects/index.ts';
import { claimOf } from './claim.ts';
import type { Claim } from './claim.ts';
import { cureClaims } from './cure-claims.ts';
import type { CureReport, FlaggedSetting, OverfitReport } from './overfit-report.ts';
import { listed } from './words.ts';

export interface Findings {
  counts: OverfitReport['counts'];
  /** Judged runs on one data set, without those of follow-ups: what is compared with each other. */
  compared: readonly TrialRow[];
  /** What they are, when they are not all there is, as in `On signs`. */
  apart: string | null;
  flagged: readonly FlaggedSetting[];
  cures: readonly CureReport[];
}

/** Fewer say nothing of the settings, whatever they look like. */
const leastRuns = 8;

/** The finding in a few sentences: how many overfit, which settings do, what helps. Each number is that of the runs. */
export function overfitSentence(findings: Findings): string {
  const { counts, cures, flagged } = findings;
  const runs = counts.reduce((sum, each) => sum + each.runs, 0);
  const [overfit, unclear] = [countOf(counts, 'overfitting'), countOf(counts, 'unclear')];
  if (runs === 0) return 'No run has been judged yet.';
  if (runs === unclear)
    return runs === 1 ? 'The run cannot be judged yet.' : `None of ${count(runs)} runs can be judged yet.`;
  const head = `${shareWords(overfit, runs)}${unclear === 0 ? '' : `; ${count(unclear)} cannot be judged yet`}.`;
  const helps = cureClaims(cures) ?? firstAdvice(flagged);
  return [head, overfit === 0 ? null : settingsSentence(findings), helps]
    .filter((part) => part !== null)
    .join(' ');
}

function countOf(counts: OverfitReport['counts'], state: VerdictState): number {
  return counts.find((each) => each.state === state)?.runs ?? 0;
}

function shareWords(overfit: number, runs: number): string {
  if (runs === 1) return `The run ${overfit === 1 ? 'overfits' : 'does not overfit'}`;
  if (overfit === 0) return `None of ${counted(runs, 'run')} overfits`;
  if (overfit === runs) return `All ${counted(runs, 'run')} overfit`;
  return `${count(overfit)} of ${counted(runs, 'run')} ${overfit === 1 ? 'overfits' : 'overfit'}`;
}

const resolution = { distinct: 8, bins: 5 };

/** Which settings overfit, as far as the runs can tell. */
function settingsSentence({ compared, apart }: Findings): string {
  const overfit = compared.filter(overfits).length;
  const say = (sentence: string) =>
    apart === null ? sentence : `${apart}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
  if (compared.length < leastRuns) {
    return say(
      `${count(compared.length)} with an end ${compared.length === 1 ? 'is' : 'are'} too few to tell which settings do it.`,
    );
  }
  if (factorsOf(compared, resolution).length === 0) return say('They differ in nothing but chance.');
  if (overfit === compared.length) return say('Where all do, no setting stands out.');
  if (overfit === 0) return say('None overfits.');
  const claim = claimOf(compared);
  return say(claim === null ? 'No setting stands out for sure.' : claimWords(claim, overfit));
}

function claimWords({ words, inside, outside }: Claim, overfit: number): string {
  const settings = listed(words, 'and');
  const others = outside.overfit === 0 ? 'none' : count(outside.overfit);
  const rates = `${count(inside.overfit)} of ${count(inside.runs)}`;
  return 2 * inside.overfit > overfit
    ? `${outside.overfit === 0 ? 'All' : 'Most'} of those have ${settings}: ${rates} such runs overfit, of the ${count(outside.runs)} others ${others}.`
    : `Runs with ${settings} overfit more often: ${rates}, of the ${count(outside.runs)} others ${others}.`;
}

/** What is advised first for most of the flagged settings. */
function firstAdvice(flagged: readonly FlaggedSetting[]): string | null {
  const changes = flagged.flatMap(({ advice }) => advice.slice(0, 1).map(({ change }) => change));
  const [most] = [...Map.groupBy(changes, (change) => change)].toSorted(
    ([, left], [, right]) => right.length - left.length,
  );
  return most === undefined ? null : `To try first: ${most[0].charAt(0).toLowerCase()}${most[0].slice(1)}.`;
}
