import type { History, TrialRow, SweepDetail } from '@tenbin/contracts';
import { adviceFor, causeOf, gapAtEnd, overfits } from '../advice/index.ts';
import { median } from '../statistics/index.ts';
import type { FlaggedSetting } from './overfit-report.ts';

export interface FlaggedRequest {
  /** Those whose settings are looked at. */
  runs: readonly TrialRow[];
  /** Those that advice draws on. */
  siblings: readonly TrialRow[];
  sweeps: readonly SweepDetail[];
  curves: ReadonlyMap<number, History>;
}

/** Advice compares a run with each sibling: for hundreds of settings among a thousand runs it would take seconds. */
const comparisons = 5000;
const leastAdvised = 5;

/**
 * Settings of which a run overfits, the widest gap first. Runs that differ in nothing but seed or fold are one setting.
 * The first come with advice: all of them
 * below some seventy runs, five among a thousand.
 */
export function flaggedOf({ runs, siblings, sweeps, curves }: FlaggedRequest): FlaggedSetting[] {
  const advised = Math.max(leastAdvised, Math.floor(comparisons / siblings.length));
  return [...Map.groupBy(runs, settingOf).values()]
    .flatMap((group) => {
      const worst = worstOf(group);
      return worst === null ? [] : [{ group, worst, gap: medianOf(group.filter(overfits), gapAtEnd) }];
    })
    .toSorted((left, right) => widthOf(right.gap) - widthOf(left.gap))
    .map(({ group, worst, gap }, place) => {
      const flagged = group.filter(overfits);
      const onset = medianOf(flagged, ({ verdict }) => verdict?.onsetEpoch ?? NaN);
      const history = curves.get(worst.id);
      return {
        name: worst.name,
        sweepId: worst.sweepId,
        runIds: group.map(({ id }) => id),
        worstRunId: worst.id,
        flagged: flagged.length,
        runs: group.length,
        onsetEpoch: Number.isNaN(onset) ? null : Math.round(onset),
        rise: medianOf(flagged, (run) => riseOf(run, curves.get(run.id))),
        gap,
        cause: causeOf(worst, siblings),
        advice: place < advised ? adviceFor({ run: worst, siblings, history }) : [],
        cureIds: sweeps.filter(({ cureOf }) => group.some(({ id }) => id === cureOf)).map(({ id }) => id),
      };
    });
}

/** All that a run was trained with and on, but what it draws by chance. */
function settingOf({ config: { dataset, parameters, case: name } }: TrialRow): string {
  const { fold: _, ...rest } = parameters;
  return JSON.stringify([
    dataset,
    Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    name ?? null,
  ]);
}

function worstOf(runs: readonly TrialRow[]): TrialRow | null {
  return runs
    .filter(overfits)
    .reduce<TrialRow | null>(
      (worst, run) => (worst === null || widthOf(gapAtEnd(run)) > widthOf(gapAtEnd(worst)) ? run : worst),
      null,
    );
}

/** A gap that is no number is the last one. */
function widthOf(gap: number): number {
  return Number.isNaN(gap) ? -Infinity : gap;
}

function medianOf(runs: readonly TrialRow[], measure: (run: TrialRow) => number): number {
  return median(runs.map(measure).filter((value) => Number.isFinite(value)));
}

/** How far val_loss has risen over its low at the turn, as a share of it: by the verdict, or else by the curve. */
function riseOf({ verdict, best, last }: TrialRow, history: History | undefined): number {
  const { rise = NaN, turnValLoss = NaN } = verdict?.evidence ?? {};
  const told = rise / turnValLoss;
  if (Number.isFinite(told)) return told;
  const known = history?.val_loss.filter((value) => Number.isFinite(value)) ?? [];
  const end = known.at(-1) ?? last?.val_loss ?? NaN;
  const low = known.length > 0 ? Math.min(...known) : (best?.val_loss ?? NaN);
  return (end - low) / low;
}
