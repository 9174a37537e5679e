import { parameterNames } from '@tenbin/contracts';
import type { ParameterName, TrialRow, TrialParameters } from '@tenbin/contracts';
import { counted, points, spread } from './figures.ts';
import { meanStd } from '../statistics/index.ts';
import type { Patient } from './rule.ts';

/** Two runs of the same seed that differ in one change only. */
export interface Pair {
  before: TrialRow;
  after: TrialRow;
}

interface Tally {
  runs: number;
  overfit: number;
}

/** What the runs of a project say of one change. */
export interface Evidence {
  pairs: Pair[];
  /** Runs with the patient's values and with those of the change; null when either is missing. */
  tally: { before: Tally; after: Tally; alike: boolean } | null;
  /** Runs that are the patient after the change, whatever their seed. */
  tried: TrialRow[];
}

/** A change: the parameters that it concerns, and how they are then. */
export interface Change {
  names: readonly ParameterName[];
  target: TrialParameters;
  /** The rest of a run's setting: `settingWithout` of these names. */
  rest: (peer: TrialRow) => string;
}

/**
 * Compares runs with the change to runs as the patient is. Runs that differ in that change only count as pairs; the
 * shares of overfitting are counted over settings that were tried both ways, and over all runs only where there is none.
 */
export function evidenceOf({ run, parameters, peers }: Patient, { names, target, rest }: Change): Evidence {
  const has = (wanted: TrialParameters) => (peer: TrialRow) =>
    names.every((name) => peer.config.parameters[name] === wanted[name]);
  const before = peers.filter(has(parameters));
  const after = peers.filter(has(target));
  const seeded = (peer: TrialRow) => `${peer.config.seed} ${rest(peer)}`;
  const bySeed = new Map(before.map((peer) => [seeded(peer), peer]));
  const pairs = after.flatMap((peer) => {
    const twin = bySeed.get(seeded(peer));
    return twin === undefined ? [] : [{ before: twin, after: peer }];
  });
  return {
    pairs,
    tally: tallyOf(before, after, rest),
    tried: after.filter((peer) => rest(peer) === rest(run)),
  };
}

/** Says all that a run was trained with and on but those parameters and its seed; worked out once for each run. */
export function settingWithout(names: readonly ParameterName[]): (run: TrialRow) => string {
  const others = parameterNames.filter((name) => !names.includes(name));
  const known = new Map<TrialRow, string>();
  return (run) => {
    const { dataset, parameters } = run.config;
    const { validation, test, stratify, folds, groups } = dataset;
    const setting =
      known.get(run) ??
      [...others.map((name) => parameters[name]), validation, test, stratify, folds, groups].join('|');
    known.set(run, setting);
    return setting;
  };
}

/** What the runs say, in sentences. */
export function evidenceSentences(evidence: Evidence, before: string, after: string): string[] {
  const { tally, tried } = evidence;
  const sentences: string[] = [];
  if (tally !== null && tally.before.runs + tally.after.runs > 2) {
    const { runs, overfit } = tally.after;
    const verb = overfit === 1 ? 'overfits' : 'overfit';
    const others = tally.alike ? '' : '; they differ in more than that';
    sentences.push(
      `Of ${counted(runs, 'run')} with ${after} ${overfit} ${verb}, of ${tally.before.runs} with ${before} ${tally.before.overfit}${others}.`,
    );
  }
  return [...sentences, ...triedSentence(tried)];
}

/** How the pairs changed, in a sentence; null below two of them, where nothing tells a change from chance. */
export function changeInPairs(pairs: readonly Pair[], measure: 'val_loss' | 'val_accuracy'): string | null {
  if (pairs.length < 2) return null;
  const changes = (key: 'val_loss' | 'val_accuracy') =>
    meanStd(pairs.map(({ before, after }) => bestOf(after, key) - bestOf(before, key)));
  const loss = changes('val_loss');
  const accuracy = changes('val_accuracy');
  const parts = [
    ...(measure === 'val_loss' ? [`the best val_loss by ${loss.mean > 0 ? '+' : ''}${spread(loss)}`] : []),
    `val_accuracy by ${points(accuracy.mean, accuracy.std)}`,
  ];
  return `In ${counted(pairs.length, 'pair')} of runs that differ in nothing else it changed ${parts.join(' and ')}.`;
}

/** A metric at the epoch of the lowest val_loss. */
export function bestOf({ best }: TrialRow, key: 'val_loss' | 'val_accuracy'): number {
  return best?.[key] ?? NaN;
}

export function overfits({ verdict }: TrialRow): boolean {
  return verdict?.state === 'overfitting';
}

function tallyOf(
  before: readonly TrialRow[],
  after: readonly TrialRow[],
  rest: (run: TrialRow) => string,
): Evidence['tally'] {
  if (before.length === 0 || after.length === 0) return null;
  const known = [new Set(before.map(rest)), new Set(after.map(rest))];
  const twice = (run: TrialRow) => known.every((settings) => settings.has(rest(run)));
  const alike = before.some(twice);
  const counts = (runs: readonly TrialRow[]): Tally => {
    const counting = alike ? runs.filter(twice) : runs;
    return { runs: counting.length, overfit: counting.filter(overfits).length };
  };
  return { before: counts(before), after: counts(after), alike };
}

function triedSentence(tried: readonly TrialRow[]): string[] {
  const [first, ...more] = tried;
  if (first === undefined) return [];
  const still = tried.filter(overfits).length;
  if (more.length === 0) {
    return [`Tried already in run ${first.id}: it ${still === 1 ? 'still overfits' : 'does not overfit'}.`];
  }
  const ids = tried.map(({ id }) => id).slice(0, 5);
  const list = tried.length > ids.length ? `${ids.join(', ')} …` : ids.join(', ');
  const end =
    still === 0 ? 'none overfits' : `${still} of ${tried.length} still overfit${still === 1 ? 's' : ''}`;
  return [`Tried already in runs ${list}: ${end}.`];
}
