'use client';

import type { SweepRow } from '@tenbin/contracts';
import Link from 'next/link';
import { metric, missing, rate } from '../format/number.ts';
import { ago, exactTime } from '../format/time.ts';
import { useNow } from '../ui/now.ts';
import { Cell, HeadCell, PlainTable, RowHead } from '../ui/plain-table.tsx';
import { Progress } from '../ui/progress.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { endedTrials, overfitShare, progressParts } from './progress.ts';

/** Sweeps, a row each; `wide` adds the data set and the failures. */
export function SweepsTable({ sweeps, wide = false }: { sweeps: readonly SweepRow[]; wide?: boolean }) {
  const now = useNow(10_000);
  return (
    <ScrollRegion label="Sweeps, scrolls sideways">
      <PlainTable aria-label="Sweeps" className={wide ? 'min-w-150 md:min-w-190' : 'min-w-140'}>
        <thead>
          <tr>
            <HeadCell className="sticky left-0 bg-surface">Sweep</HeadCell>
            {wide && <HeadCell className="max-md:hidden">Data set</HeadCell>}
            <HeadCell>Method</HeadCell>
            <HeadCell>Trials</HeadCell>
            {wide && <HeadCell numeric>failed</HeadCell>}
            <HeadCell numeric>best</HeadCell>
            <HeadCell numeric>overfit</HeadCell>
            <HeadCell numeric>Started</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sweeps.map((sweep) => (
            <tr key={sweep.id} className="group hover:bg-hover">
              <RowHead className="sticky left-0 bg-surface group-hover:bg-hover">
                <Link href={`/sweeps/${sweep.id}`} className="font-name hover:underline">
                  {sweep.name}
                </Link>{' '}
                <span className="text-micro text-text-3">#{sweep.id}</span>
              </RowHead>
              {wide && (
                <Cell className="max-w-64 truncate text-text-2 max-md:hidden" title={sweep.datasetPath}>
                  {sweep.datasetPath}
                </Cell>
              )}
              <Cell className="text-text-2">{sweep.method}</Cell>
              <Cell>
                <span className="flex items-center gap-2">
                  <Progress
                    label="Trials"
                    total={sweep.total}
                    parts={progressParts(sweep)}
                    className="h-1.5 w-16"
                  />
                  <span className="text-small text-text-2">
                    {endedTrials(sweep)} of {sweep.total}
                  </span>
                </span>
              </Cell>
              {wide && (
                <Cell
                  numeric
                  className={sweep.counts.failed + sweep.counts.crashed > 0 ? 'text-diverged' : 'text-text-3'}
                >
                  {sweep.counts.failed + sweep.counts.crashed || missing}
                </Cell>
              )}
              <Cell
                numeric
                title={sweep.best ? `${sweep.best.runName}, epoch ${sweep.best.epoch}` : undefined}
              >
                <span className="text-small text-text-3">{sweep.goal.metric}</span>{' '}
                <span className="inline-block min-w-12">{metric(sweep.best?.value)}</span>
              </Cell>
              <Cell numeric>{rate(overfitShare(sweep))}</Cell>
              <Cell numeric className="text-text-3" title={exactTime(sweep.createdAt)}>
                {ago(sweep.createdAt, now)}
              </Cell>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </ScrollRegion>
  );
}
