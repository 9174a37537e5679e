import type { Goal, ParameterName, ParameterValue, TrialRow } from '@tenbin/contracts';
import { gapAtEnd, secondsOf } from '../../runs/facts.ts';
import type { Varying } from '../../sweeps/varying.ts';

/** What a heat map shows of the runs of a setting. */
export type HeatKind = 'goal' | 'overfit' | 'gap' | 'time';

/** The runs of one pair of values. */
export interface HeatCell {
  row: ParameterValue;
  column: ParameterValue;
  runs: TrialRow[];
  /** Mean over the runs that have the value; null when none has. */
  mean: number | null;
  /** NaN below two values. */
  std: number;
  /** How many runs the mean rests on. */
  size: number;
}

/** Which parameter is down and which across. */
export interface Axes {
  row: ParameterName;
  column: ParameterName;
}

/** Values of further parameters that a map is cut at; what is not named is averaged over. */
export type Slice = ReadonlyMap<ParameterName, ParameterValue>;

/** Numbers across, words down, when there is the choice; else as the file has them. */
export function axesOf(varying: readonly Varying[]): Axes | null {
  const [first, second] = varying;
  if (!first || !second) return null;
  const numeric = varying.find(({ values }) => values.every((value) => typeof value === 'number'));
  const column = numeric ?? second;
  const row = varying.find((each) => each !== column && typeof each.values[0] === 'string');
  return { row: (row ?? (column === first ? second : first)).name, column: column.name };
}

/** Values of an axis: numbers ascending, words as the file has them. */
export function axisValues({ values }: Varying): ParameterValue[] {
  return values.every((value) => typeof value === 'number') ? values.toSorted((a, b) => a - b) : values;
}

/** Every cell of the map, row by row. */
export function heatCells(
  runs: readonly TrialRow[],
  rows: Varying,
  columns: Varying,
  kind: HeatKind,
  goal: Goal,
): HeatCell[] {
  return axisValues(rows).flatMap((row) =>
    axisValues(columns).map((column) => {
      const own = runs.filter(
        ({ config: { parameters } }) => parameters[rows.name] === row && parameters[columns.name] === column,
      );
      const values = own.flatMap((run) => valueOf(run, kind, goal));
      return { row, column, runs: own, ...meanAndStd(values), size: values.length };
    }),
  );
}

/** The runs that have the values of a slice. */
export function inSlice(runs: readonly TrialRow[], slice: Slice): TrialRow[] {
  const wanted = [...slice];
  return runs.filter(({ config }) => wanted.every(([name, value]) => config.parameters[name] === value));
}

/** The best cell for the goal: the one to outline. */
export function bestCell(cells: readonly HeatCell[], { direction }: Goal): HeatCell | null {
  return cells.reduce<HeatCell | null>((best, cell) => {
    if (cell.mean === null || Number.isNaN(cell.mean)) return best;
    if (best === null || best.mean === null) return cell;
    return (direction === 'maximize') === cell.mean > best.mean ? cell : best;
  }, null);
}

function valueOf(run: TrialRow, kind: HeatKind, goal: Goal): number[] {
  if (kind === 'goal') return finite(run.best?.[goal.metric]);
  // A pruned run tells what came of its setting, but not how long the setting takes.
  if (run.status !== 'finished' && (run.status !== 'pruned' || kind === 'time')) return [];
  if (kind === 'gap') return finite(gapAtEnd(run));
  return kind === 'time' ? [secondsOf(run, 0)] : [run.verdict?.state === 'overfitting' ? 1 : 0];
}

function finite(value: number | null | undefined): number[] {
  return value === null || value === undefined || !Number.isFinite(value) ? [] : [value];
}

function meanAndStd(values: readonly number[]): { mean: number | null; std: number } {
  if (values.length === 0) return { mean: null, std: NaN };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, std: NaN };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)) };
}
