import type { Leaf } from './forest.ts';

/** The variance of a tree's function, by what it comes from. */
export interface Decomposition {
  total: number;
  /** `[columns]`: of single columns, all others averaged out. */
  singles: number[];
  /** Of pairs of columns, beyond what each of the two does by itself. */
  pairs: number[];
}

/**
 * Functional analysis of variance of a tree, exactly, from the boxes of its leaves (Hutter, Hoos & Leyton-Brown 2014,
 * algorithm 2). Levels weigh as often as they were tried, where the paper weighs all values alike: a value that one run
 * tried would else count as much as one that a hundred did. Columns are taken as independent of each other.
 * @param weights `[columns][levels]`, each column's sum is 1
 * @param pairs columns of the pairs to look at
 */
export function decompose(
  leaves: readonly Leaf[],
  weights: readonly Float64Array[],
  pairs: readonly (readonly [number, number])[],
): Decomposition {
  const sized = sizeOf(leaves, weights);
  const mean = sized.reduce((sum, { value, volume }) => sum + value * volume, 0);
  const centred = sized.map((leaf) => ({ ...leaf, value: leaf.value - mean }));
  const marginals = weights.map((own, column) => marginal(centred, own.length, column));
  const squares = (values: Float64Array, own: Float64Array) =>
    values.reduce((sum, value, level) => sum + (own[level] ?? 0) * value * value, 0);
  return {
    total: centred.reduce((sum, { value, volume }) => sum + value * value * volume, 0),
    singles: marginals.map((values, column) => squares(values, weights[column] ?? values)),
    pairs: pairs.map(([left, right]) => {
      const none = new Float64Array();
      const sides = [left, right].map((column) => ({
        column,
        weights: weights[column] ?? none,
        marginal: marginals[column] ?? none,
      }));
      const [first, second] = sides;
      return first === undefined || second === undefined ? NaN : pairVariance(centred, first, second);
    }),
  };
}

interface SizedLeaf {
  value: number;
  /** Share of the whole space. */
  volume: number;
  /** For each column, the share of its levels, by weight. */
  shares: number[];
  /** For each column, its levels. */
  levels: number[][];
}

function sizeOf(leaves: readonly Leaf[], weights: readonly Float64Array[]): SizedLeaf[] {
  return leaves.map(({ value, box }) => {
    const levels = box.map((inside) => Array.from(inside.keys()).filter((level) => inside[level] === 1));
    const shares = levels.map((own, column) =>
      own.reduce((sum, level) => sum + (weights[column]?.[level] ?? 0), 0),
    );
    return { value, levels, shares, volume: shares.reduce((product, share) => product * share, 1) };
  });
}

/** Mean of the function at each level of a column, over all other columns. */
function marginal(leaves: readonly SizedLeaf[], size: number, column: number): Float64Array {
  const means = new Float64Array(size);
  for (const { value, volume, shares, levels } of leaves) {
    const part = (value * volume) / (shares[column] ?? 1);
    for (const level of levels[column] ?? []) means[level] = (means[level] ?? 0) + part;
  }
  return means;
}

interface Side {
  column: number;
  weights: Float64Array;
  marginal: Float64Array;
}

function pairVariance(leaves: readonly SizedLeaf[], left: Side, right: Side): number {
  const across = right.weights.length;
  const means = new Float64Array(left.weights.length * across);
  for (const { value, volume, shares, levels } of leaves) {
    const part = (value * volume) / ((shares[left.column] ?? 1) * (shares[right.column] ?? 1));
    const others = levels[right.column] ?? [];
    for (const level of levels[left.column] ?? []) {
      for (const other of others) {
        const at = level * across + other;
        means[at] = (means[at] ?? 0) + part;
      }
    }
  }
  return means.reduce((sum, mean, at) => {
    const [level, other] = [Math.floor(at / across), at % across];
    const joint = mean - (left.marginal[level] ?? 0) - (right.marginal[other] ?? 0);
    return sum + (left.weights[level] ?? 0) * (right.weights[other] ?? 0) * joint * joint;
  }, 0);
}
