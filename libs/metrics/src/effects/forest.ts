import { randomStream } from '@tenbin/contracts';
import type { RandomStream } from '@tenbin/contracts';
import { bestSplit } from './split.ts';

/** Rows of levels, and a number to explain for each. */
export interface Table {
  /** `[columns][rows]`: the level of each row, from 0. */
  codes: readonly Uint8Array[];
  /** `[columns]`: how many levels there are, and whether their order means something. */
  columns: readonly { size: number; ordered: boolean }[];
  /** `[rows]`. */
  target: Float64Array;
}

/** For each column the levels (1, else 0) of which a part of the table's space is made. */
export type Box = readonly Uint8Array[];

export interface Leaf {
  value: number;
  box: Box;
}

export interface Tree {
  leaves: Leaf[];
  /** What it says of a row of the table. */
  predict(row: number): number;
  /** Whether it was grown without a row. */
  isNewTo(row: number): boolean;
}

export interface ForestRequest {
  trees: number;
  seed: number;
  /** Rows that a leaf has at least. */
  leastRows: number;
}

/** Columns that each split looks at: the share that Hutter et al. use. */
const columnShare = 5 / 6;

/** Regression trees on bootstrap samples (Breiman 2001), over columns of numbers and of words. */
export function growForest(table: Table, { trees, seed, leastRows }: ForestRequest): Tree[] {
  const rows = table.target.length;
  return Array.from({ length: trees }, (_, at) => {
    const stream = randomStream(seed, `forest/${at}`);
    const sample = new Int32Array(rows).map(() => stream.below(rows));
    const leaves: Leaf[] = [];
    const box = table.columns.map(({ size }) => new Uint8Array(size).fill(1));
    const root = grow({ table, leastRows, stream, leaves }, sample, box);
    const known = new Set(sample);
    return { leaves, predict: (row) => follow(root, table, row), isNewTo: (row) => !known.has(row) };
  });
}

interface Growth {
  table: Table;
  leastRows: number;
  stream: RandomStream;
  /** Those that are grown are added. */
  leaves: Leaf[];
}

type Node = Leaf | { column: number; goesLeft: Uint8Array; left: Node; right: Node };

function grow(growth: Growth, sample: Int32Array, box: Box): Node {
  const { table, leastRows, stream, leaves } = growth;
  const columns = drawColumns(table.columns.length, stream);
  const split = bestSplit(table, { sample, columns, leastRows, box });
  if (split === null) {
    const leaf = { value: meanOf(sample, table.target), box };
    leaves.push(leaf);
    return leaf;
  }
  const { column, goesLeft, goesRight } = split;
  const code = table.codes[column] ?? new Uint8Array();
  const isLeft = (row: number) => goesLeft[code[row] ?? 0] === 1;
  return {
    column,
    goesLeft,
    left: grow(growth, sample.filter(isLeft), box.with(column, goesLeft)),
    right: grow(
      growth,
      sample.filter((row) => !isLeft(row)),
      box.with(column, goesRight),
    ),
  };
}

/** Some of the columns, none of them twice. */
function drawColumns(count: number, stream: RandomStream): number[] {
  const left = Array.from({ length: count }, (_, column) => column);
  while (left.length > Math.max(1, Math.round(columnShare * count)))
    left.splice(stream.below(left.length), 1);
  return left;
}

function follow(node: Node, table: Table, row: number): number {
  if ('value' in node) return node.value;
  const goesLeft = node.goesLeft[table.codes[node.column]?.[row] ?? 0] === 1;
  return follow(goesLeft ? node.left : node.right, table, row);
}

function meanOf(sample: Int32Array, target: Float64Array): number {
  return sample.reduce((sum, row) => sum + (target[row] ?? 0), 0) / sample.length;
}
