import type { Interval, ParameterName, TrialRow } from '@tenbin/contracts';
import type { Importance } from '../report/overfit-report.ts';
import { quantile } from '../statistics/quantile.ts';
import { decompose } from './anova.ts';
import { factorsOf } from './factors.ts';
import type { Factor } from './factors.ts';
import { growForest } from './forest.ts';
import type { Table, Tree } from './forest.ts';
import { figureOf, isJudged } from './judged.ts';

/** Below that, a tree has nothing to part. */
const leastRuns = 8;
const trees = 32;
const resolution = { distinct: 16, bins: 12 };
/** Pairs are looked at among this many parameters, those by which the trees part most: they grow with the square. */
const paired = 12;
/** A pair with less is not worth a line. */
const leastPairShare = 0.01;

/**
 * Which parameters, and pairs of them, drive the gap: functional ANOVA (Hutter, Hoos & Leyton-Brown 2014) over a random
 * forest on the judged runs. A share is the mean over the trees, its interval spans 90 % of them. null below eight runs,
 * when nothing varies, and when the forest does not predict runs that it has not seen any better than their mean does.
 */
export function importanceOf(runs: readonly TrialRow[]): Importance | null {
  const known = runs.filter((run) => isJudged(run) && Number.isFinite(figureOf(run, 'gap')));
  const factors = factorsOf(known, resolution);
  const target = Float64Array.from(known, (run) => figureOf(run, 'gap'));
  if (known.length < leastRuns || factors.length === 0 || isEven(target)) return null;
  const table: Table = {
    codes: factors.map(({ codes }) => Uint8Array.from(codes)),
    columns: factors.map(({ levels, ordered }) => ({ size: levels.length, ordered })),
    target,
  };
  // Leaves that grow with the runs keep the cost in proportion to them.
  const leastRows = Math.max(2, Math.round(known.length / 80));
  const forest = growForest(table, { trees, seed: 1, leastRows });
  const explained = explainedBy(forest, target);
  if (!(explained > 0)) return null;
  return {
    method: 'functional ANOVA',
    of: 'gap',
    runs: known.length,
    explained,
    shares: sharesOf(forest, factors),
  };
}

/** Whether numbers differ by rounding only. */
function isEven(values: Float64Array): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
}

/** R² on runs that a tree has not seen. */
function explainedBy(forest: readonly Tree[], target: Float64Array): number {
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
  let [rest, all] = [0, 0];
  for (const [row, value] of target.entries()) {
    const judges = forest.filter((tree) => tree.isNewTo(row));
    if (judges.length === 0) continue;
    const guess = judges.reduce((sum, tree) => sum + tree.predict(row), 0) / judges.length;
    rest += (value - guess) ** 2;
    all += (value - mean) ** 2;
  }
  return 1 - rest / all;
}

function sharesOf(forest: readonly Tree[], factors: readonly Factor[]): Importance['shares'] {
  const weights = factors.map(frequencies);
  const pairs = pairsOf(forest, factors.length);
  const parts = forest
    .map(({ leaves }) => decompose(leaves, weights, pairs))
    .filter(({ total }) => total > 0);
  const spread = (values: number[]): Interval => ({
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: quantile(values, 0.05),
    high: quantile(values, 0.95),
  });
  const nameOf = (column: number): ParameterName[] =>
    factors.slice(column, column + 1).map(({ name }) => name);
  const singles = factors.map(({ name }, column) => ({
    names: [name],
    share: spread(parts.map(({ singles: own, total }) => (own[column] ?? 0) / total)),
  }));
  const joint = pairs.map(([left, right], at) => ({
    names: [...nameOf(left), ...nameOf(right)],
    share: spread(parts.map(({ pairs: own, total }) => (own[at] ?? 0) / total)),
  }));
  return [...singles, ...joint.filter(({ share }) => share.value >= leastPairShare)].toSorted(
    (left, right) => right.share.value - left.share.value,
  );
}

function frequencies({ levels, codes }: Factor): Float64Array {
  const weights = new Float64Array(levels.length);
  for (const code of codes) weights[code] = (weights[code] ?? 0) + 1 / codes.length;
  return weights;
}

/** Pairs of the columns that most leaves are bounded by. */
function pairsOf(forest: readonly Tree[], columns: number): [number, number][] {
  const uses = Array.from({ length: columns }, (_, column) =>
    forest.reduce((sum, { leaves }) => sum + leaves.filter(({ box }) => box[column]?.includes(0)).length, 0),
  );
  const chosen = Array.from(uses.keys())
    .toSorted((left, right) => (uses[right] ?? 0) - (uses[left] ?? 0))
    .slice(0, paired);
  return chosen.flatMap((left, at) => chosen.slice(at + 1).map((right): [number, number] => [left, right]));
}
