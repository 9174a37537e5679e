'use client';

import type { RunRow } from '@tenbin/contracts';
import { useMemo } from 'react';
import { Chart } from '../charts/chart.tsx';
import { overlayChart, plainView } from '../charts/overlay-chart.ts';
import type { CurveView, OverlayKey, OverlayRun } from '../charts/overlay-chart.ts';
import { usePhone } from '../ui/media.ts';
import { usePalette } from '../ui/palette.ts';
import type { Palette } from '../ui/palette.ts';
import type { RunCurves } from './curves.ts';
import { longestOf } from './facts.ts';
import { groupsOf } from './groups.ts';
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
  view?: CurveView;
  /** Whether runs that differ in nothing but seed or fold are one line, their mean. */
  grouped?: boolean;
}

/** Lines whose names have room beside a chart. */
const mostNamed = 12;

/** One metric of the shown runs over each other. */
export function Overlay(props: OverlayProps) {
  const { metric, note, runs, curves, paints, large = false, height = 188 } = props;
  const { view = plainView, grouped = false } = props;
  const palette = usePalette();
  // A phone has no room for names beside the lines: its list of runs is the legend.
  const phone = usePhone();
  const drawing = useMemo(() => {
    const groups = grouped ? groupsOf(runs) : runs.map((run) => [run]);
    const named = large && !phone && groups.length <= mostNamed;
    const drawn = groups.flatMap((group) => overlayRun(group, { curves, paints, palette }));
    return overlayChart({ key: metric, runs: drawn, epochs: longestOf(runs), large, named, view }, palette);
  }, [metric, runs, curves, paints, large, phone, palette, view, grouped]);
  const empty = runs.length === 0 ? 'No run is shown: press an eye.' : 'No epoch yet.';
  return <Chart title={metric} note={note} drawing={drawing} height={height} empty={empty} />;
}

/** How a run is named where a chart or a list has to tell it from others: names repeat, numbers do not. */
export function nameOf({ name, id }: RunRow): string {
  return `${name} #${id}`;
}

interface Drawn extends Pick<OverlayProps, 'curves' | 'paints'> {
  palette: Palette;
}

/** A line for runs that belong together, in the colour of the first; none while their curves are on the way. */
function overlayRun(group: readonly RunRow[], { curves, paints, palette }: Drawn): OverlayRun[] {
  const [first, ...others] = group;
  const paint = first && paints.get(first.id);
  const known = group.flatMap(({ id }) => curves.get(id) ?? []);
  if (first === undefined || paint === undefined || known.length === 0) return [];
  return [
    {
      name: others.length === 0 ? nameOf(first) : `${first.name} × ${group.length}`,
      curves: known,
      color: palette.runs[paint.colour] ?? palette.train,
      dashed: paint.dashed,
      bestEpoch: others.length === 0 ? (first.best?.epoch ?? null) : null,
    },
  ];
}
