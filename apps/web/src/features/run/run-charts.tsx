'use client';

import type { RunDetail } from '@tenbin/contracts';
import { useMemo } from 'react';
import { accuracyChart } from '../../charts/accuracy-chart.ts';
import { Chart } from '../../charts/chart.tsx';
import { lossChart } from '../../charts/loss-chart.ts';
import { figureOf } from '../../charts/run-figure.ts';
import { useCurves } from '../../runs/curve-query.tsx';
import { noCurves } from '../../runs/curves.ts';
import { isOpen } from '../../runs/facts.ts';
import { failureOf } from '../../trpc/failure.ts';
import { Card } from '../../ui/card.tsx';
import { usePalette } from '../../ui/palette.ts';

const height = 260;

/** Losses and accuracies by epoch, with the best epoch and the onset marked in both. */
export function RunCharts({ run }: { run: RunDetail }) {
  const palette = usePalette();
  const ids = useMemo(() => [run.id], [run.id]);
  const { curves, error } = useCurves(ids);
  const own = curves.get(run.id);
  const drawings = useMemo(() => {
    const figure = figureOf(run, own ?? noCurves, palette.runs[0] ?? palette.accent);
    return { loss: lossChart(figure, palette), accuracy: accuracyChart(figure, palette) };
  }, [run, own, palette]);
  const empty =
    error === null
      ? waiting(run, own !== undefined)
      : `The curves could not be read: ${failureOf(error).message}`;
  return (
    <>
      <Card className="col-span-7 px-4 py-3 max-lg:col-span-3 max-md:col-span-1 max-md:px-3">
        <Chart title="loss and val_loss" drawing={drawings.loss} height={height} empty={empty} />
      </Card>
      <Card className="col-span-5 px-4 py-3 max-lg:col-span-3 max-md:col-span-1 max-md:px-3">
        <Chart title="accuracy and val_accuracy" drawing={drawings.accuracy} height={height} empty={empty} />
      </Card>
    </>
  );
}

function waiting(run: RunDetail, read: boolean): string {
  if (!read) return '';
  return isOpen(run) ? 'No epoch yet. The first arrives when it is done.' : 'No epoch was done.';
}
