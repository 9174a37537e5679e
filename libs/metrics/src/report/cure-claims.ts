import type { CureOutcome, CureReport, PairedChange } from './overfit-report.ts';
import { counted, figure } from '../advice/index.ts';
import { harms } from '../cure/index.ts';
import { listed, spaced } from './words.ts';

/** Chance of a single false finding among all cures of all follow-ups, below which one is said to work. */
const alpha = 0.05;
/** More than a sentence holds. */
const mostNames = 3;

/**
 * Which cures worked, in a sentence, by their paired tests; that none has been shown to, or that their ends are awaited.
 * null without any follow-up.
 */
export function cureClaims(cures: readonly CureReport[]): string | null {
  const open = cures.filter(({ finished }) => !finished).length;
  const waiting =
    open === 0 ? [] : [`${counted(open, 'follow-up')} ${open === 1 ? 'has' : 'have'} yet to end.`];
  const pairs = cures
    .filter(({ finished }) => finished)
    .flatMap(({ outcomes }) => {
      const baseline = outcomes.find(({ kind }) => kind === 'baseline');
      const others = outcomes.filter(({ kind, change }) => kind !== 'baseline' && change !== null);
      return baseline === undefined ? [] : others.map((outcome) => ({ baseline, outcome }));
    });
  const looks = pairs.reduce((sum, { outcome }) => sum + (rescales(outcome) ? 1 : 2), 0);
  const worked = pairs
    .flatMap(({ baseline, outcome }) => effectIn(baseline, outcome, looks) ?? [])
    .toSorted((left, right) => left.p - right.p);
  if (worked.length > 0) return [workedWords(worked), ...waiting].join(' ');
  if (pairs.length === 0) return waiting[0] ?? null;
  return [noneWords(pairs), ...waiting].join(' ');
}

interface Tried {
  baseline: CureOutcome;
  outcome: CureOutcome;
}

/** That nothing is beyond chance, and what is worth more seeds all the same. */
function noneWords(pairs: readonly Tried[]): string {
  const hope = pairs.filter(isPromising).toSorted((left, right) => rateOf(left) - rateOf(right))[0];
  const none =
    pairs.length === 1
      ? 'The cure that was tried has not been shown to help'
      : `None of ${counted(pairs.length, 'cure')} that were tried has been shown to help beyond chance`;
  if (hope === undefined) return `${none}.`;
  const { baseline, outcome } = hope;
  const subject =
    pairs.length === 1 ? 'it' : outcome.kind === 'baseline' ? outcome.name : spaced(outcome.kind);
  return (
    `${none}, but ${subject} is promising: with it ${outcome.overfit} of ${counted(outcome.runs, 'run')} ` +
    `${outcome.overfit === 1 ? 'overfits' : 'overfit'}, without it ${baseline.overfit} of ${baseline.runs}. ` +
    'More seeds would tell.'
  );
}

/** Fewer of its runs overfit, and its gap is narrower by a test that takes no account of the other cures. */
function isPromising({ baseline, outcome }: Tried): boolean {
  const { change } = outcome;
  if (change === null || rescales(outcome) || harms(outcome)) return false;
  const isLess = outcome.overfit / outcome.runs < baseline.overfit / baseline.runs;
  return isLess && change.gap.mean < 0 && change.gap.p < alpha;
}

function rateOf({ outcome }: Tried): number {
  return outcome.overfit / outcome.runs;
}

interface Worked {
  name: string;
  words: string;
  p: number;
}

/** Another loss has another scale: then accuracy alone can be compared. */
function rescales({ patch }: CureOutcome): boolean {
  return ['loss', 'labelSmoothing', 'focalGamma'].some((each) => each in patch);
}

/**
 * What surely got better: the best val_loss, or else the gap. Corrected for every test that was looked at, two a cure
 * (Bonferroni); null when nothing did.
 */
function effectIn(baseline: CureOutcome, outcome: CureOutcome, looks: number): Worked | null {
  const { change, kind, name } = outcome;
  if (change === null) return null;
  const sure = ({ p }: PairedChange) => p * looks < alpha;
  const told = (verb: string, key: 'bestValLoss' | 'gap' | 'accuracy', { pairs, p }: PairedChange) => ({
    name: kind === 'baseline' ? name : spaced(kind),
    words: `${verb} from ${figure3(baseline[key].mean)} to ${figure3(outcome[key].mean)} (${counted(pairs, 'seed')}, ${chance(p)})`,
    p,
  });
  const { bestValLoss, gap, accuracy } = change;
  if (rescales(outcome)) {
    return sure(accuracy) && accuracy.mean > 0 ? told('raised val_accuracy', 'accuracy', accuracy) : null;
  }
  if (sure(bestValLoss) && bestValLoss.mean < 0) {
    return told('lowered the best val_loss', 'bestValLoss', bestValLoss);
  }
  return sure(gap) && gap.mean < 0 && !harms(outcome)
    ? told('narrowed the gap, if not surely val_loss,', 'gap', gap)
    : null;
}

function workedWords(worked: readonly Worked[]): string {
  const [first, ...others] = worked;
  if (first === undefined) return '';
  const names = new Set(others.map(({ name }) => name).filter((name) => name !== first.name));
  const rest = [...names].slice(0, mostNames);
  const subject = names.size === 0 ? `${first.name} is the cure that worked: it` : first.name;
  const also = rest.length === 0 ? '' : `; ${listed(rest, 'and')} worked too`;
  const text = `${subject} ${first.words}${also}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Three digits, where two runs of one setting would not differ in the second. */
function figure3(value: number): string {
  return Math.abs(value) >= 0.1 ? value.toFixed(3) : figure(value);
}

function chance(p: number): string {
  return p < 0.001 ? 'p < .001' : `p = ${p.toFixed(3).replace(/^0/, '')}`;
}
