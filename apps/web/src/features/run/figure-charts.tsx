'use client';

import type { RunDetail } from '@tenbin/contracts';
import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { figureChart } from '../../charts/figure-chart.ts';
import type { DrawnPoints } from '../../charts/figure-chart.ts';
import { spanOf } from '../../runs/facts.ts';
import { Card } from '../../ui/card.tsx';
import { usePalette } from '../../ui/palette.ts';

/** A small chart of a figure by epoch; nothing when the run did not log it. */
export function FigureChart({
  run,
  name,
  points,
  span = 'epochs',
}: {
  run: RunDetail;
  name: string;
  points: DrawnPoints;
  /** Whether the axis has room for all epochs of the run, or for the steps that were logged. */
  span?: 'epochs' | 'logged';
}) {
  const palette = usePalette();
  const epochs = span === 'epochs' ? spanOf(run) : Math.max(1, points.steps.at(-1) ?? 1);
  const drawing = useMemo(
    () => figureChart({ name, points, epochs }, palette),
    [name, points, epochs, palette],
  );
  if (points.steps.length === 0) return null;
  return (
    <Card className="col-span-6 px-4 py-3 max-lg:col-span-3 max-md:col-span-1 max-md:px-3">
      <Chart title={name} drawing={drawing} height={132} />
    </Card>
  );
}
