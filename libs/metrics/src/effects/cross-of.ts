import type { Interval, ParameterName, TrialRow } from '@tenbin/contracts';
import { isJudged } from './judged.ts';
import type { Figure } from './judged.ts';
import { levelsOf } from './levels.ts';
import type { Level } from './levels.ts';
import { summaryOf } from './summary.ts';

export type CrossAxes = readonly [
  row: ParameterName,
  column: ParameterName,
  slice?: ParameterName | undefined,
];

/** Judged runs by the values of two or three parameters. */
export interface Cross {
  rows: Level[];
  columns: Level[];
  /** One, of value null, when there is no third parameter. */
  slices: Level[];
  /** All of them, slice by slice and row by row, those without a run too. */
  cells: CrossCell[];
}

export interface CrossCell {
  /** Places in `rows`, `columns` and `slices`. */
  row: number;
  column: number;
  slice: number;
  /** Its judged runs. */
  runIds: number[];
  /** How many of them have the figure. */
  size: number;
  /** NaN of none. */
  mean: number;
  /** 90 %: Wilson's for a rate, Student's for the rest. */
  interval: Interval;
}

const resolution = { distinct: 12, bins: 6 };

/**
 * A figure by two parameters, or by three as one map for each value of the last: what a heat map shows. Numbers that
 * differ from run to run are binned.
 */
export function crossOf(runs: readonly TrialRow[], axes: CrossAxes, figure: Figure): Cross {
  const judged = runs.filter(isJudged);
  const [rows, columns, slices] = [axes[0], axes[1], axes[2]].map((name) =>
    levelsOf(
      judged.map(({ config }) => (name === undefined ? null : (config.parameters[name] ?? null))),
      resolution,
    ),
  );
  if (rows === undefined || columns === undefined || slices === undefined) {
    return { rows: [], columns: [], slices: [], cells: [] };
  }
  const key = (slice: number, row: number, column: number) =>
    (slice * rows.levels.length + row) * columns.levels.length + column;
  const byCell = Map.groupBy(judged.keys(), (at) =>
    key(slices.codes[at] ?? 0, rows.codes[at] ?? 0, columns.codes[at] ?? 0),
  );
  const cells = slices.levels.flatMap((_slice, slice) =>
    rows.levels.flatMap((_row, row) =>
      columns.levels.map((_column, column): CrossCell => {
        const own = (byCell.get(key(slice, row, column)) ?? []).flatMap((at) => judged[at] ?? []);
        const { interval, size } = summaryOf(own, figure);
        return { row, column, slice, runIds: own.map(({ id }) => id), size, mean: interval.value, interval };
      }),
    ),
  );
  return { rows: rows.levels, columns: columns.levels, slices: slices.levels, cells };
}
