import type { Box, Table } from './forest.ts';

export interface SplitRequest {
  sample: Int32Array;
  /** Those that may part it. */
  columns: readonly number[];
  /** Rows that each side has at least. */
  leastRows: number;
  box: Box;
}

export interface Split {
  column: number;
  /** Levels of the box that go to either side. */
  goesLeft: Uint8Array;
  goesRight: Uint8Array;
}

interface Cut {
  column: number;
  /** Levels in the order in which they were cut, and how many of them go left. */
  order: number[];
  left: number;
  /** Rows on the left. */
  rows: number;
  gain: number;
}

/** What parts the sample into the two sides of the least variance; null when nothing does. */
export function bestSplit(table: Table, request: SplitRequest): Split | null {
  const { sample, columns, leastRows, box } = request;
  if (sample.length < 2 * leastRows) return null;
  const best = columns
    .map((column) => bestCut(table, column, request))
    .reduce((found, cut) => (cut !== null && (found === null || cut.gain > found.gain) ? cut : found), null);
  if (best === null) return null;
  const { column, order, left, rows } = best;
  const levels = box[column] ?? new Uint8Array();
  const { ordered = false } = table.columns[column] ?? {};
  const [goesLeft, goesRight] = [levels.slice().fill(0), levels.slice().fill(0)];
  const present = new Set(order);
  const lefts = new Set(order.slice(0, left));
  const end = order[left - 1] ?? 0;
  for (const [level, inside] of levels.entries()) {
    if (inside === 0) continue;
    // A word that the sample lacks goes with the many; a number has its place in the order.
    const toLeft = present.has(level) ? lefts.has(level) : ordered ? level <= end : 2 * rows > sample.length;
    (toLeft ? goesLeft : goesRight)[level] = 1;
  }
  return { column, goesLeft, goesRight };
}

function bestCut(table: Table, column: number, { sample, leastRows }: SplitRequest): Cut | null {
  const { size = 0, ordered = false } = table.columns[column] ?? {};
  const codes = table.codes[column] ?? new Uint8Array();
  const { target } = table;
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  let total = 0;
  for (const row of sample) {
    const code = codes[row] ?? 0;
    const value = target[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    sums[code] = (sums[code] ?? 0) + value;
    total += value;
  }
  const mean = (level: number) => (sums[level] ?? 0) / (counts[level] ?? 1);
  const present = Array.from(counts.keys()).filter((level) => (counts[level] ?? 0) > 0);
  // Words in the order of their means: among the cuts of that order is the best of all partitions (Breiman 1984, 4.3).
  const order = ordered ? present : present.toSorted((a, b) => mean(a) - mean(b));
  const all = sample.length;
  const floor = (total * total) / all;
  let best: Cut | null = null;
  let [rows, sum] = [0, 0];
  for (let left = 1; left < order.length; left += 1) {
    const level = order[left - 1] ?? 0;
    rows += counts[level] ?? 0;
    sum += sums[level] ?? 0;
    if (rows < leastRows || all - rows < leastRows) continue;
    const gain = sum ** 2 / rows + (total - sum) ** 2 / (all - rows) - floor;
    if (gain > (best?.gain ?? 1e-12 * Math.abs(floor))) best = { column, order, left, rows, gain };
  }
  return best;
}
