'use client';

import type { RunRow } from '@tenbin/contracts';
import { useMemo } from 'react';
import { useCurves } from '../../runs/curve-query.tsx';
import { Overlay } from '../../runs/overlay.tsx';
import type { Shown } from '../../runs/table/use-shown.ts';
import { failureOf } from '../../trpc/failure.ts';
import { Card } from '../../ui/card.tsx';

/** val_loss, val_accuracy and gap of the shown runs. */
export function RunsCharts({ runs, shown }: { runs: RunRow[]; shown: Shown }) {
  const { curves, error } = useCurves(shown.ids);
  const { ids, paints } = shown;
  const drawn = useMemo(() => {
    const byId = new Map(runs.map((run) => [run.id, run]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [runs, ids]);
  const common = { runs: drawn, curves, paints };
  return (
    <Card aria-label="Curves of the shown runs" className="px-4 pt-3 pb-2 max-md:px-3">
      <div className="grid grid-cols-3 gap-6 max-lg:grid-cols-2 max-md:grid-cols-1">
        <Overlay metric="val_loss" note="● best epoch" {...common} />
        <Overlay metric="val_accuracy" {...common} />
        <div className="min-w-0 max-lg:hidden">
          <Overlay metric="gap" note="val_loss − loss" {...common} />
        </div>
      </div>
      {error !== null && (
        <p role="alert" className="mt-2 text-small text-diverged">
          Some curves could not be read: {failureOf(error).message}
        </p>
      )}
      {ids.length > 12 && (
        <p className="mt-2 text-small text-text-3">
          There are 12 colours: from the 13th run on they come again with dashed lines.
        </p>
      )}
    </Card>
  );
}
