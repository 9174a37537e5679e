import type { TrialRow } from '@tenbin/contracts';
import { overfits } from '../advice/index.ts';
import type { Importance, ParameterEffect } from '../report/overfit-report.ts';
import { factorsOf } from './factors.ts';
import type { Factor } from './factors.ts';
import { importanceOf } from './importance-of.ts';
import { figureOf, isJudged } from './judged.ts';
import { summaryOf } from './summary.ts';

/** More different numbers than people compare one by one. */
const resolution = { distinct: 8, bins: 5 };

/**
 * How runs differ by the value of each parameter that varies among them, the strongest first: by the share of the gap
 * that it explains, else by how far its overfit rates are apart. Only judged runs count.
 */
export function effectsOf(
  runs: readonly TrialRow[],
  importance: Importance | null = importanceOf(runs),
): ParameterEffect[] {
  const judged = runs.filter(isJudged);
  return factorsOf(judged, resolution)
    .map((factor) => ({ effect: effectOf(judged, factor, importance), spread: spreadOf(judged, factor) }))
    .toSorted(
      (left, right) => (right.effect.share ?? -1) - (left.effect.share ?? -1) || right.spread - left.spread,
    )
    .map(({ effect }) => effect);
}

function effectOf(runs: readonly TrialRow[], factor: Factor, importance: Importance | null): ParameterEffect {
  const { name, along, levels, codes } = factor;
  const found = importance?.shares.find(({ names }) => names.length === 1 && names[0] === name);
  return {
    name,
    ...(along.length > 0 ? { along } : {}),
    share: found?.share.value ?? null,
    values: levels.map(({ value, label }, level) => {
      const own = runs.filter((_, at) => codes[at] === level);
      return {
        value,
        ...(label === null ? {} : { label }),
        runs: own.length,
        overfit: own.filter(overfits).length,
        rate: summaryOf(own, 'overfitRate').interval,
        gap: summaryOf(own, 'gap').interval,
        accuracy: summaryOf(own, 'accuracy').interval,
        seconds: summaryOf(own, 'seconds').interval.value,
      };
    }),
  };
}

/** Variance between the levels of whether a run overfits. */
function spreadOf(runs: readonly TrialRow[], { codes, levels }: Factor): number {
  const mean = runs.filter(overfits).length / runs.length;
  return levels.reduce((sum, _, level) => {
    const own = runs.filter((_run, at) => codes[at] === level);
    const rate = own.reduce((total, run) => total + figureOf(run, 'overfitRate'), 0) / own.length;
    return sum + (own.length / runs.length) * (rate - mean) ** 2;
  }, 0);
}
