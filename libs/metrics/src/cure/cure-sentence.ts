import type { TrialParameters } from '@tenbin/contracts';
import { count, counted, figure, patched, points, rules, signed, spread } from '../advice/index.ts';
import type { CureOutcome, PairedChange } from '../report/overfit-report.ts';
import { harms } from './harm.ts';
import { holm } from './holm.ts';

interface Told {
  /** The baseline first. */
  outcomes: readonly CureOutcome[];
  finished: boolean;
  /** Runs that the sweep makes, and those that have come to an end. */
  total: number;
  ended: number;
  /** The parameters of the baseline. */
  plain: TrialParameters;
}

/** Chance of a single false finding among all cures, below which one is called sure. */
const level = 0.05;
/** p of a single test up to which a change is told apart from the others, as one that more seeds may confirm. */
const worthSaying = 0.2;

/** What helped, with its numbers and how sure it is; what is awaited. */
export function cureSentence({ outcomes, finished, total, ended, plain }: Told): string {
  const [before, ...cures] = outcomes;
  const done = `${count(ended)} of ${counted(total, 'run')}`;
  const short = ended < total ? [`${done} were trained to their end.`] : [];
  const waiting = finished ? short : [`${done} have ended, ${count(total - ended)} are awaited.`];
  if (before === undefined || before.runs === 0) {
    return [
      ...waiting,
      finished ? 'No run of the baseline was trained to its end: there is nothing to compare with.' : '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  }
  const sober = before.overfit === 0 ? ['The baseline itself does not overfit with these seeds.'] : [];
  const found = findingsOf(cures, plain);
  const told = [
    ...found.filter(({ way }) => way === 'better').map((finding) => changeSentence(before, finding)),
    ...found.filter(({ way }) => way === 'dearly').map((finding) => changeSentence(before, finding)),
    ...found.filter(({ way }) => way === 'worse').map((finding) => changeSentence(before, finding)),
    ...indifferent(found.filter(({ way }) => way === 'same')),
    ...unpaired(
      before,
      found.filter(({ way }) => way === 'unpaired'),
    ),
  ];
  return [...waiting, ...sober, ...told].join(' ');
}

interface Finding {
  words: string;
  outcome: CureOutcome;
  /** dearly: the gap is narrower, and the best epoch worse. */
  way: 'better' | 'dearly' | 'worse' | 'same' | 'unpaired';
  measure: 'gap' | 'accuracy';
  change: PairedChange | null;
  /** Corrected for as many cures as were looked at. */
  p: number;
  looks: number;
}

/** One question to each cure, so that the correction knows how many were asked: is the gap another one? */
function findingsOf(cures: readonly CureOutcome[], plain: TrialParameters): Finding[] {
  const asked = cures
    .filter(({ runs }) => runs > 0)
    .map((outcome) => ({ outcome, measure: measureOf(outcome) }))
    .map(({ outcome, measure }) => ({ outcome, measure, change: outcome.change?.[measure] ?? null }));
  const corrected = holm(asked.map(({ change }) => change?.p ?? NaN));
  const looks = corrected.filter((p) => !Number.isNaN(p)).length;
  return asked
    .map(({ outcome, measure, change }, index): Finding => {
      const p = corrected[index] ?? NaN;
      const way = wayOf(outcome, change, measure);
      return { words: wordsOf(outcome, plain), outcome, way, measure, change, p, looks };
    })
    .toSorted((left, right) => sick(left) - sick(right) || (left.change?.p ?? 1) - (right.change?.p ?? 1));
}

/** Share of its runs that overfit. */
function sick({ outcome: { overfit, runs } }: Finding): number {
  return overfit / runs;
}

/** Another loss has another scale: then accuracy alone can be compared. */
function measureOf({ patch }: CureOutcome): Finding['measure'] {
  const rescales = ['loss', 'labelSmoothing', 'focalGamma'].some((name) => name in patch);
  return rescales ? 'accuracy' : 'gap';
}

function wayOf(
  outcome: CureOutcome,
  change: PairedChange | null,
  measure: Finding['measure'],
): Finding['way'] {
  if (change === null) return 'unpaired';
  if (!(change.p < worthSaying)) return 'same';
  if (change.mean < 0 !== (measure === 'gap')) return 'worse';
  return measure === 'gap' && harms(outcome) ? 'dearly' : 'better';
}

function changeSentence(before: CureOutcome, finding: Finding): string {
  const { words, outcome, way, measure, change, p, looks } = finding;
  if (change === null) return '';
  const sure = p < level ? 'surely' : change.p < level ? 'probably' : 'perhaps';
  const verb = change.mean < 0 ? 'lowered' : 'raised';
  const what = measure === 'gap' ? 'the gap' : 'val_accuracy';
  const corrected = looks > 1 ? `, corrected for ${looks} cures` : '';
  const test = `paired over ${counted(change.pairs, 'seed')}, ${chance(p)}${corrected}`;
  const price = way === 'dearly' ? ['but its best epoch is worse, so that is no cure'] : [];
  const cost = measure === 'gap' ? [...price, besides(before, outcome)] : [];
  const tail = [...overfitParts(before, outcome), ...cost].map((part) => `; ${part}`).join('');
  return `${words} ${sure} ${verb} ${what} from ${spread(before[measure])} to ${spread(outcome[measure])} (${test})${tail}.`;
}

/** What it did for those who stop at the best epoch: a gap can shrink without that. */
function besides(before: CureOutcome, outcome: CureOutcome): string {
  const accuracy = points(outcome.accuracy.mean - before.accuracy.mean);
  return `its best val_loss is ${spread(outcome.bestValLoss)} against ${spread(before.bestValLoss)}, val_accuracy ${accuracy}`;
}

function overfitParts({ overfit: once }: CureOutcome, { overfit, runs }: CureOutcome): string[] {
  if (overfit === 0) return once > 0 ? ['no run overfits any more'] : [];
  return [`${overfit} of ${counted(runs, 'run')} still overfit${runs === 1 ? 's' : ''}`];
}

/** One sentence for all that the seeds cannot tell from nothing. */
function indifferent(found: readonly Finding[]): string[] {
  if (found.length === 0) return [];
  const pairs = Math.min(...found.map(({ change }) => change?.pairs ?? 0));
  const each = found.map(({ words, change, measure, outcome }) => {
    const moved =
      measure === 'gap'
        ? `gap ${signed(change?.mean ?? NaN)}`
        : `val_accuracy ${points(change?.mean ?? NaN)}`;
    const still = outcome.overfit > 0 ? `, ${outcome.overfit} of ${outcome.runs} overfit` : '';
    return `${words} (${moved}, ${chance(change?.p ?? NaN)}${still})`;
  });
  return [`No difference that ${counted(pairs, 'seed')} can show: ${each.join('; ')}.`];
}

/** Cases that share fewer than two seeds with the baseline. */
function unpaired(before: CureOutcome, found: readonly Finding[]): string[] {
  return found.map(({ words, outcome, measure }) => {
    const what = measure === 'gap' ? 'the gap' : 'val_accuracy';
    return `${words}: ${what} ${figure(outcome[measure].mean)} against ${figure(before[measure].mean)}, from too few seeds to tell it from chance.`;
  });
}

/** The change as its rule says it, at the begin of a sentence. */
function wordsOf({ kind, patch, name }: CureOutcome, plain: TrialParameters): string {
  const words = kind === 'baseline' ? name : rules[kind].words(patched(plain, patch));
  // A name such as weightDecay is written as it is logged.
  if (/^[a-z]+[A-Z]/.test(words)) return words;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function chance(p: number): string {
  return p < 0.001 ? 'p < .001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, '')}`;
}
