'use client';

import type { RunRow } from '@tenbin/contracts';
import Link from 'next/link';
import { useMemo } from 'react';
import { metric } from '../../format/number.ts';
import { useCurves } from '../../runs/curve-query.tsx';
import { plannedEpochs, spanOf } from '../../runs/facts.ts';
import { Sparkline, sparklineTop } from '../../runs/sparkline.tsx';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { Panel } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';

/** The runs under way, with how far they are and what is to be said so far. */
export function RunningNow({ runs, total }: { runs: RunRow[]; total: number }) {
  const ids = useMemo(() => runs.map(({ id }) => id), [runs]);
  const { curves } = useCurves(ids);
  const top = sparklineTop(runs.flatMap(({ best }) => (best ? [best.val_loss] : [])));
  return (
    <Panel
      title="Running now"
      note={total > runs.length ? `${runs.length} of ${total}` : undefined}
      actions={
        runs.length > 0 && (
          <Link href="/runs?standing=running" className="text-small text-accent-text hover:underline">
            All that run
          </Link>
        )
      }
    >
      {runs.length === 0 && <p className="py-2 text-text-3">Nothing runs now.</p>}
      <ul>
        {runs.map((run, index) => (
          <li
            key={run.id}
            className="grid grid-cols-[minmax(0,1.1fr)_140px_minmax(0,1fr)] items-center gap-x-4 gap-y-1 py-2.5 not-first:border-t not-first:border-line max-md:grid-cols-[minmax(0,1fr)_auto]"
          >
            <div className="min-w-0">
              <p className="truncate">
                <Link href={`/runs/${run.id}`} className="font-name hover:underline">
                  {run.name}
                </Link>{' '}
                <span className="text-text-3">
                  #{run.id} in {run.sweepName ?? run.project}
                </span>
              </p>
              <p className="mt-1 flex items-center gap-2 text-small text-text-2">
                <Progress
                  label="Epochs"
                  total={spanOf(run)}
                  parts={[{ name: 'done', count: run.epoch, fill: 'bg-accent' }]}
                  className="h-1.5 w-full max-w-45"
                />
                <span className="shrink-0">
                  epoch {run.epoch}
                  {plannedEpochs(run) !== null && ` of ${plannedEpochs(run)}`}
                </span>
              </p>
            </div>
            <Sparkline
              curves={curves.get(run.id)}
              color={`var(--c${(index % 12) + 1})`}
              epochs={spanOf(run)}
              top={top}
              bestEpoch={run.best?.epoch ?? null}
              width={140}
              height={40}
            />
            <div className="text-small leading-[18px] text-text-2 max-md:col-span-2">
              {run.last && run.best ? (
                <p>
                  val_loss <b className="font-name text-text">{metric(run.last.val_loss)}</b>, best{' '}
                  {metric(run.best.val_loss)} at {run.best.epoch}
                </p>
              ) : (
                <p>No epoch yet</p>
              )}
              <VerdictBadge run={run} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
