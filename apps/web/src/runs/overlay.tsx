'use client';

import type { RunRow } from '@tenbin/contracts';
import { useMemo } from 'react';
import { Chart } from '../charts/chart.tsx';
import { overlayChart } from '../charts/overlay-chart.ts';
import type { OverlayKey, OverlayRun } from '../charts/overlay-chart.ts';
import { usePhone } from '../ui/media.ts';
import { usePalette } from '../ui/palette.ts';
import type { Palette } from '../ui/palette.ts';
import type { RunCurves } from './curves.ts';
import { longestOf } from './facts.ts';
import type { Paint } from './run-colours.ts';

interface OverlayProps {
  metric: OverlayKey;
  note?: string;
  /** The shown runs, in the order of their colours. */
  runs: readonly RunRow[];
  curves: ReadonlyMap<number, RunCurves>;
  paints: ReadonlyMap<number, Paint>;
  large?: boolean;
  height?: number;
}

/** One metric of the shown runs over each other. */
export function Overlay({ metric, note, runs, curves, paints, large = false, height = 188 }: OverlayProps) {
  const palette = usePalette();
  // A phone has no room for names beside the lines: its list of runs is the legend.
  const phone = usePhone();
  const drawing = useMemo(() => {
    const drawn = runs.flatMap((run) => overlayRun(run, curves.get(run.id), paints.get(run.id), palette));
    return overlayChart(
      { key: metric, runs: drawn, epochs: longestOf(runs), large, named: large && !phone },
      palette,
    );
  }, [metric, runs, curves, paints, large, phone, palette]);
  const empty = runs.length === 0 ? 'No run is shown: press an eye.' : 'No epoch yet.';
  return <Chart title={metric} note={note} drawing={drawing} height={height} empty={empty} />;
}

/** How a run is named where a chart or a list has to tell it from others: names repeat, numbers do not. */
export function nameOf({ name, id }: RunRow): string {
  return `${name} #${id}`;
}

function overlayRun(
  run: RunRow,
  curves: RunCurves | undefined,
  paint: Paint | undefined,
  palette: Palette,
): OverlayRun[] {
  if (!curves || !paint) return [];
  const color = palette.runs[paint.colour] ?? palette.train;
  return [{ name: nameOf(run), curves, color, dashed: paint.dashed, bestEpoch: run.best?.epoch ?? null }];
}
