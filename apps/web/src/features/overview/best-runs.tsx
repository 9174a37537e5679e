'use client';

import type { RunRow } from '@tenbin/contracts';
import Link from 'next/link';
import { useMemo } from 'react';
import { metric } from '../../format/number.ts';
import { useCurves } from '../../runs/curve-query.tsx';
import { spanOf } from '../../runs/facts.ts';
import { Sparkline, sparklineTop } from '../../runs/sparkline.tsx';
import { Panel } from '../../ui/card.tsx';

/** The runs with the highest val_accuracy at their best epoch. */
export function BestRuns({ runs }: { runs: RunRow[] }) {
  const ids = useMemo(() => runs.map(({ id }) => id), [runs]);
  const { curves } = useCurves(ids);
  const top = sparklineTop(runs.flatMap(({ best }) => (best ? [best.val_loss] : [])));
  return (
    <Panel
      title="Best so far"
      note="val_accuracy"
      actions={
        <Link href="/runs" className="text-small text-accent-text hover:underline">
          All runs
        </Link>
      }
    >
      {runs.length === 0 && <p className="py-2 text-text-3">No epoch yet.</p>}
      <ol>
        {runs.map((run, index) => (
          <li key={run.id}>
            <Link
              href={`/runs/${run.id}`}
              className="-mx-2 flex h-8 items-center gap-2 rounded-cell px-2 hover:bg-hover max-md:h-11"
            >
              <span className="w-3 text-text-3">{index + 1}</span>
              <span className="min-w-0 grow truncate">
                {run.name} <span className="text-small text-text-3">#{run.id}</span>
              </span>
              <Sparkline
                curves={curves.get(run.id)}
                color="var(--accent)"
                epochs={spanOf(run)}
                top={top}
                bestEpoch={run.best?.epoch ?? null}
                width={56}
              />
              <b className="w-14 text-right font-name">{metric(run.best?.val_accuracy)}</b>
            </Link>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
