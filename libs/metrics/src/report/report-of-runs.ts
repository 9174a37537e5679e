import { datasetTitle } from '@tenbin/contracts';
import type { History, TrialRow, SweepDetail, VerdictState } from '@tenbin/contracts';
import { count, counted } from '../advice/index.ts';
import { cureReport } from '../cure/index.ts';
import { effectsOf, importanceOf, isJudged } from '../effects/index.ts';
import { flaggedOf } from './flagged.ts';
import type { CureReport, OverfitReport } from './overfit-report.ts';
import { overfitSentence } from './overfit-sentence.ts';
import { savingsOf } from './savings.ts';

export interface OverfitReportRequest {
  scope: OverfitReport['scope'];
  title: string;
  /** Of a sweep: its own and those of its cures. */
  runs: readonly TrialRow[];
  /** Those that the runs belong to. */
  sweeps: readonly SweepDetail[];
  /** Every epoch of the runs that overfit. */
  curves: ReadonlyMap<number, History>;
}

/** Worst first, as the subject is overfitting. */
const states: VerdictState[] = ['overfitting', 'diverged', 'underfitting', 'plateau', 'unclear', 'healthy'];

/**
 * What the runs of a sweep, or of the project, say of overfitting.
 *
 * Runs of follow-ups count among a project's runs and savings, but not among its effects and flagged settings: they try
 * again, several times, exactly what overfits, so that with them a setting would look worse the more it is looked into.
 * What they found is told by the cures.
 */
export function overfitReport({ scope, title, runs, sweeps, curves }: OverfitReportRequest): OverfitReport {
  const own = runs.filter(isOwn(runs, sweeps));
  const all = scope === 'project' ? runs : own;
  const counts = countsOf(all);
  const cures = curesOf(runs, sweeps);
  const flagged = flaggedOf({ runs: own, siblings: runs, sweeps, curves });
  const { compared, basis, apart } = comparedOf(all, own);
  const importance = importanceOf(compared);
  return {
    scope,
    title,
    sentence: overfitSentence({ counts, compared, apart, flagged, cures }),
    counts,
    ...(basis === null ? {} : { basis }),
    effects: effectsOf(compared, importance),
    importance,
    flagged,
    cures,
    savings: savingsOf(all, curves),
  };
}

/** Whether a run is none of a follow-up to one of the others; a follow-up that is looked at by itself has its own. */
function isOwn(runs: readonly TrialRow[], sweeps: readonly SweepDetail[]): (run: TrialRow) => boolean {
  const ids = new Set(runs.map(({ id }) => id));
  const followUps = new Set(
    sweeps.flatMap(({ id, cureOf }) => (cureOf !== null && ids.has(cureOf) ? [id] : [])),
  );
  return ({ sweepId }) => !followUps.has(sweepId);
}

function countsOf(runs: readonly TrialRow[]): OverfitReport['counts'] {
  return states
    .map((state) => ({ state, runs: runs.filter(({ verdict }) => verdict?.state === state).length }))
    .filter((each) => each.runs > 0);
}

/** The latest first. */
function curesOf(runs: readonly TrialRow[], sweeps: readonly SweepDetail[]): CureReport[] {
  const bySweep = Map.groupBy(runs, ({ sweepId }) => sweepId);
  return sweeps
    .filter(({ cureOf }) => cureOf !== null)
    .toSorted((left, right) => right.createdAt - left.createdAt || right.id - left.id)
    .map((sweep) => cureReport({ sweep, runs: bySweep.get(sweep.id) ?? [] }));
}

/**
 * The judged runs on the data set that most of them are on: a gap on another one is another gap, and what was tried on
 * that alone would look like its cause.
 */
function comparedOf(all: readonly TrialRow[], own: readonly TrialRow[]) {
  const byData = Map.groupBy(own.filter(isJudged), ({ config }) => datasetTitle(config.dataset));
  const [largest, ...others] = [...byData].toSorted(([, left], [, right]) => right.length - left.length);
  const [title, compared] = largest ?? ['', []];
  const elsewhere = others.reduce((sum, [, runs]) => sum + runs.length, 0);
  const followUps = all.filter(isJudged).length - compared.length - elsewhere;
  const without = [
    ...(elsewhere > 0 ? [`${count(elsewhere)} on other data`] : []),
    ...(followUps > 0 ? [`${count(followUps)} of follow-ups`] : []),
  ];
  if (without.length === 0) return { compared, basis: null, apart: null };
  return {
    compared,
    basis: `This rests on ${counted(compared.length, 'judged run')} on ${title}, without ${without.join(' and ')}.`,
    apart: elsewhere > 0 ? `On ${title}${followUps > 0 ? ', follow-ups apart' : ''}` : 'Follow-ups apart',
  };
}
