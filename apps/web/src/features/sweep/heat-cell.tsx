'use client';

import type { Goal, ParameterName } from '@tenbin/contracts';
import { clsx } from 'clsx';
import Link from 'next/link';
import { meanStd, metric, signed } from '../../format/number.ts';
import { duration } from '../../format/time.ts';
import { badFill, heatFill } from '../../matrix/cell-fill.ts';
import { usePalette } from '../../ui/palette.ts';
import type { Palette } from '../../ui/palette.ts';
import type { HeatCell, HeatKind, Slice } from './heat.ts';

/** Lowest and highest mean of a map: what the colours span. */
export interface HeatScale {
  low: number;
  high: number;
  /** Less is better, so it is deeper. */
  falls: boolean;
}

/** The scale of the cells of one map. */
export function scaleOf(cells: readonly HeatCell[], kind: HeatKind, goal: Goal): HeatScale {
  const means = cells.flatMap(({ mean }) => (mean === null ? [] : [mean]));
  const falls = kind === 'goal' && goal.direction === 'minimize';
  return { low: Math.min(...means), high: Math.max(...means), falls };
}

interface HeatCellProps {
  cell: HeatCell;
  kind: HeatKind;
  scale: HeatScale;
  best: boolean;
  /** px */
  height: number;
  /** Trials that the cell is to have in the end. */
  expected: number;
  /** What is said where there is no trial. */
  empty: string;
  sweepId: number;
  names: { row: ParameterName; column: ParameterName };
  /** Where the map is cut. */
  slice: Slice;
}

/** One pair of values: it leads to its run, or to the list of its runs. */
export function HeatCellView({
  cell,
  kind,
  scale,
  best,
  height,
  expected,
  empty,
  sweepId,
  names,
  slice,
}: HeatCellProps) {
  const palette = usePalette();
  const { runs, mean, row, column } = cell;
  const where = `${names.row} ${row}, ${names.column} ${column}`;
  if (mean === null) {
    return (
      <td
        className="hatched rounded-[3px] text-center text-small text-text-3"
        style={{ height }}
        aria-label={`${where}: ${runs[0]?.status ?? empty}`}
      >
        {runs[0]?.status ?? empty}
      </td>
    );
  }
  const fill = fillOf(mean, kind, scale, palette);
  const [value, note] = wordsOf(cell, mean, kind, expected);
  const only = runs.length === 1 ? runs[0] : undefined;
  const terms = [[names.row, row], [names.column, column], ...slice].map((term) => term.join(':'));
  const filter = encodeURIComponent(terms.join(' '));
  return (
    <td className="p-0">
      <Link
        href={only ? `/runs/${only.id}` : `/runs?sweep=${sweepId}&q=${filter}`}
        className={clsx(
          'flex flex-col items-center justify-center rounded-[3px] leading-4',
          best && 'outline-2 outline-offset-1 outline-text',
        )}
        style={{ ...fill, height }}
      >
        <span className="sr-only">
          {best && 'Best: '}
          {where}:{' '}
        </span>
        <b className="text-[14px] font-name">{value}</b>
        <span className="text-micro leading-3 max-md:hidden">{note}</span>
      </Link>
    </td>
  );
}

function fillOf(mean: number, kind: HeatKind, { low, high, falls }: HeatScale, palette: Palette) {
  if (kind === 'overfit') return badFill(mean, palette);
  if (kind === 'gap') return badFill(high > low ? (mean - low) / (high - low) : 0.5, palette);
  return falls ? heatFill(-mean, -high, -low, palette) : heatFill(mean, low, high, palette);
}

function wordsOf(
  { runs, size, std }: HeatCell,
  mean: number,
  kind: HeatKind,
  expected: number,
): [string, string] {
  if (kind === 'overfit') return [`${Math.round(mean * size)} of ${size}`, mean > 0 ? onsets(runs) : 'none'];
  if (kind === 'gap') return [signed(mean, 2), size > 1 ? meanStd(mean, std).std : 'at the end'];
  if (kind === 'time') return [duration(mean), 'a run'];
  if (size > 1) return [meanStd(mean, std).mean, meanStd(mean, std).std];
  return [metric(mean, expected > 1 ? 3 : 4), expected > 1 ? `1 of ${expected}` : progressOf(runs)];
}

function onsets(runs: HeatCell['runs']): string {
  const epochs = runs.flatMap(({ verdict }) =>
    verdict?.state === 'overfitting' ? (verdict.onsetEpoch ?? []) : [],
  );
  if (epochs.length === 0) return '';
  return `from epoch ${Math.round(epochs.reduce((sum, epoch) => sum + epoch, 0) / epochs.length)}`;
}

/** How far the one run of a cell is, when it is not done; else its verdict. */
function progressOf([run]: HeatCell['runs']): string {
  if (!run) return '';
  if (run.status === 'running') return `epoch ${run.epoch}/${run.config.parameters.epochs}`;
  return run.status === 'finished' ? (run.verdict?.state ?? '') : run.status;
}
