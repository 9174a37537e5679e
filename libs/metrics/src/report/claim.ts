import type { ParameterName, TrialRow } from '@tenbin/contracts';
import { overfits } from '../advice/index.ts';
import { factorsOf } from '../effects/index.ts';
import type { Factor } from '../effects/index.ts';
import { wilson } from '../statistics/index.ts';
import { listed, spaced, valueWords } from './words.ts';

/** Values of one parameter, or of two together, whose runs overfit more often than all others. */
export interface Claim {
  /** As in `batch size up to 16`. */
  words: string[];
  inside: Tally;
  outside: Tally;
}

export interface Tally {
  runs: number;
  overfit: number;
}

/** One way to part the runs by a parameter. */
interface Cut {
  name: ParameterName;
  words: string;
  inside: TrialRow[];
  outside: TrialRow[];
}

/** As the effects show them. */
const resolution = { distinct: 8, bins: 5 };
/** Chance at which the intervals of the two rates may miss, for all cuts that were looked at together. */
const alpha = 0.1;

/**
 * The settings that overfit more often than the rest: of all cuts of the runs by one parameter the one whose rates are
 * furthest apart, and within it one by a second. Claimed only where Wilson's intervals of the two rates are apart, at a
 * level that pays for every cut that was looked at (Bonferroni): the best of many cuts always looks good. null when
 * none holds.
 */
export function claimOf(runs: readonly TrialRow[]): Claim | null {
  const cuts = cutsOf(runs);
  const first = strongest(cuts, cuts.length);
  if (first === null) return null;
  const within = cutsOf(first.inside).filter(({ name }) => name !== first.name);
  const narrower = strongest(within, cuts.length + within.length);
  const half = tallyOf(runs).overfit / 2;
  const covers = (cut: Cut) => tallyOf(cut.inside).overfit > half;
  // What accounts for most of it says more than what is worst.
  const second = narrower !== null && (covers(narrower) || !covers(first)) ? narrower : null;
  const inside = second?.inside ?? first.inside;
  const chosen = new Set(inside);
  return {
    words: [first, ...(second === null ? [] : [second])].map(({ words }) => words),
    inside: tallyOf(inside),
    outside: tallyOf(runs.filter((run) => !chosen.has(run))),
  };
}

function strongest(cuts: readonly Cut[], looks: number): Cut | null {
  let [best, widest]: [Cut | null, number] = [null, 0];
  for (const cut of cuts) {
    const distance = intervalOf(cut.inside, looks).low - intervalOf(cut.outside, looks).high;
    if (distance > widest) [best, widest] = [cut, distance];
  }
  return best;
}

function intervalOf(runs: readonly TrialRow[], looks: number) {
  const { overfit, runs: count } = tallyOf(runs);
  return wilson(overfit, count, 1 - alpha / looks);
}

function tallyOf(runs: readonly TrialRow[]): Tally {
  return { runs: runs.length, overfit: runs.filter(overfits).length };
}

function cutsOf(runs: readonly TrialRow[]): Cut[] {
  return factorsOf(runs, resolution).flatMap((factor) => {
    const byLevel = factor.levels.map((_, level) => runs.filter((_run, at) => factor.codes[at] === level));
    const order = factor.ordered ? [...byLevel.keys()] : byRate(byLevel);
    return order.slice(1).map((_, at) => {
      const sides = [order.slice(0, at + 1), order.slice(at + 1)].map((levels) => ({
        levels,
        runs: levels.flatMap((level) => byLevel[level] ?? []),
      }));
      const [inside, outside] = sides.toSorted((left, right) => rateOf(right.runs) - rateOf(left.runs));
      return {
        name: factor.name,
        words: sideWords(factor, inside?.levels ?? [], inside?.runs ?? []),
        inside: inside?.runs ?? [],
        outside: outside?.runs ?? [],
      };
    });
  });
}

function byRate(byLevel: readonly TrialRow[][]): number[] {
  return [...byLevel.keys()].toSorted((a, b) => rateOf(byLevel[b] ?? []) - rateOf(byLevel[a] ?? []));
}

function rateOf(runs: readonly TrialRow[]): number {
  return runs.filter(overfits).length / runs.length;
}

/** One side of a cut: `optimizer adam or eve`, `batch size up to 16`, `learning rate from 0.01 on`. */
function sideWords(
  { name, levels, ordered }: Factor,
  side: readonly number[],
  runs: readonly TrialRow[],
): string {
  const values = side.map((level) => levels[level]?.value ?? null);
  const numbers = runs
    .map(({ config }) => config.parameters[name])
    .filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (!ordered || low === high || numbers.length === 0) {
    const choices = listed(
      values.map((value) => valueWords(name, value)),
      'or',
    );
    return values[0] === null ? choices : `${spaced(name)} ${choices}`;
  }
  const none = values.includes(null) ? `${valueWords(name, null)}, or ` : '';
  return side.includes(levels.length - 1)
    ? `${none}${spaced(name)} from ${valueWords(name, low)} on`
    : `${none}${spaced(name)} up to ${valueWords(name, high)}`;
}
