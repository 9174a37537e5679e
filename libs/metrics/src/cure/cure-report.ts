import { boundsOf, parameterNames } from '@tenbin/contracts';
import type {
  ParameterSetting,
  TrialRow,
  SweepDetail,
  SweepRow,
  SweepSpec,
  TrialParameters,
} from '@tenbin/contracts';
import { gapAtEnd, overfits, settled } from '../advice/index.ts';
import type { CureOutcome, CureReport } from '../report/overfit-report.ts';
import { meanStd, pairedChange } from '../statistics/index.ts';
import { baseline, kindOfCase } from './case-name.ts';
import { cureSentence } from './cure-sentence.ts';

export interface CureReportRequest {
  sweep: SweepDetail | (SweepRow & { spec: SweepSpec });
  /** Its runs, as far as there are any. */
  runs: readonly TrialRow[];
}

/**
 * What a follow-up sweep has shown: each case over its seeds, and its change from the baseline of the same seed. Runs
 * count once they are trained to their end; of a sweep without cases there are no outcomes. The gap is that of the curves:
 * augmentation and dropout also narrow it by making training harder, so the best val_loss stands beside it.
 */
export function cureReport({ sweep, runs }: CureReportRequest): CureReport {
  const cases = Object.entries(sweep.spec.cases ?? {});
  const base = baselineOf(cases);
  const ended = runs.filter(({ status }) => status === 'finished' || status === 'pruned');
  const open = sweep.counts.queued + sweep.counts.running + sweep.counts.paused;
  const finished = sweep.status === 'finished' || (sweep.status === 'stopped' && open === 0);
  const before = ended.filter((run) => run.config.case === base);
  const plain = plainOf(sweep.spec, base);
  const outcomes = [...cases]
    .toSorted(([left], [right]) => Number(right === base) - Number(left === base))
    .map(([name, patch]) =>
      outcomeOf({
        name,
        patch,
        isBaseline: name === base,
        plain,
        before,
        after: ended.filter((run) => run.config.case === name),
      }),
    );
  return {
    sweepId: sweep.id,
    name: sweep.name,
    runId: sweep.cureOf,
    finished,
    sentence: cureSentence({ outcomes, finished, total: sweep.total, ended: ended.length, plain }),
    outcomes,
  };
}

/** The case of that name, or else the one that changes nothing. */
function baselineOf(cases: readonly (readonly [string, ParameterSetting])[]): string {
  const unchanged = cases.find(([, patch]) => Object.keys(patch).length === 0);
  return cases.some(([name]) => name === baseline) ? baseline : (unchanged?.[0] ?? baseline);
}

/** The parameters of the baseline as the sweep says them; of a choice its first value. */
function plainOf({ parameters, cases }: SweepSpec, base: string): TrialParameters {
  const chosen = parameterNames.flatMap((name) => {
    const [value] = parameters[name] === undefined ? [] : boundsOf(parameters[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return settled({ ...Object.fromEntries(chosen), ...cases?.[base] });
}

interface Compared {
  name: string;
  patch: ParameterSetting;
  isBaseline: boolean;
  /** The baseline's. */
  plain: TrialParameters;
  before: readonly TrialRow[];
  after: readonly TrialRow[];
}

function outcomeOf({ name, patch, isBaseline, plain, before, after }: Compared): CureOutcome {
  const of = (measure: Measure) => meanStd(after.map(measure).filter((value) => Number.isFinite(value)));
  return {
    name,
    kind: isBaseline ? 'baseline' : kindOfCase(name, patch, plain),
    patch,
    runs: after.length,
    overfit: after.filter(overfits).length,
    bestValLoss: of(bestValLoss),
    lastValLoss: of(({ last }) => last?.val_loss ?? NaN),
    gap: of(gapAtEnd),
    accuracy: of(accuracy),
    change: isBaseline ? null : changeOf(before, after),
  };
}

type Measure = (run: TrialRow) => number;

const bestValLoss: Measure = ({ best }) => best?.val_loss ?? NaN;
const accuracy: Measure = ({ best }) => best?.val_accuracy ?? NaN;

/** The change of each measure over the seeds that both have; null below two of them. */
function changeOf(before: readonly TrialRow[], after: readonly TrialRow[]): CureOutcome['change'] {
  const bySeed = new Map(before.map((run) => [run.config.seed, run]));
  const pairs = after.flatMap((run) => {
    const twin = bySeed.get(run.config.seed);
    return twin === undefined ? [] : [{ before: twin, after: run }];
  });
  const over = (measure: Measure) =>
    pairedChange(
      pairs.map((pair) => measure(pair.before)),
      pairs.map((pair) => measure(pair.after)),
    );
  const [loss, gap, exact] = [over(bestValLoss), over(gapAtEnd), over(accuracy)];
  return loss === null || gap === null || exact === null ? null : { bestValLoss: loss, gap, accuracy: exact };
}
