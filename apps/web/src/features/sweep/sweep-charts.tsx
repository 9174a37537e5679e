'use client';

import type { TrialRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useCurves } from '../../runs/curve-query.tsx';
import { Overlay } from '../../runs/overlay.tsx';
import type { Shown } from '../../runs/table/use-shown.ts';
import { Card } from '../../ui/card.tsx';

/** Curves of the sweep's shown runs: beside the heat map, or the full width without one. */
export function SweepCharts({ runs, shown, narrow }: { runs: TrialRow[]; shown: Shown; narrow: boolean }) {
  const { ids, paints } = shown;
  const { curves } = useCurves(ids);
  const drawn = useMemo(() => {
    const byId = new Map(runs.map((run) => [run.id, run]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [runs, ids]);
  const common = { runs: drawn, curves, paints };
  return (
    <Card
      aria-label="Curves of the shown trials"
      className={clsx(
        'grid content-start gap-4 px-4 py-3 max-lg:col-span-1 max-md:px-3',
        narrow ? 'col-span-5' : 'col-span-12 grid-cols-2 max-md:grid-cols-1',
      )}
    >
      <Overlay metric="val_loss" note="● best epoch" height={160} {...common} />
      <Overlay metric="loss" height={160} {...common} />
    </Card>
  );
}
