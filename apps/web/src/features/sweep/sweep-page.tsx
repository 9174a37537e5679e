'use client';

import { useQuery } from '@tanstack/react-query';
import { isTrial } from '@tenbin/contracts';
import type { RunRow, SweepDetail, TrialRow } from '@tenbin/contracts';
import dynamic from 'next/dynamic';
import { useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { HoverProvider } from '../../charts/hover.tsx';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { BatchBar } from '../../runs/table/batch-bar.tsx';
import { RunsTable } from '../../runs/table/runs-table.tsx';
import { sortParser, useSorted } from '../../runs/table/sorting.ts';
import { useSelected, useSelection } from '../../runs/table/use-selection.ts';
import { useShown } from '../../runs/table/use-shown.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card, Panel } from '../../ui/card.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx';
import { EmptyCard } from '../../ui/states.tsx';
import { CureCard } from './cure-card.tsx';
import { HeatMap } from './heat-map.tsx';
import { OverfitPanels } from './overfit-panels.tsx';
import { ParetoPanel } from './pareto-panel.tsx';
import { SweepCharts } from './sweep-charts.tsx';
import { SweepStanding } from './sweep-standing.tsx';
import { SweepOrigin } from '../../sweeps/sweep-origin.tsx';
import { varyingOf } from '../../sweeps/varying.ts';
import { specInWords } from './spec-in-words.ts';
import { SweepBadge } from './sweep-badge.tsx';
import { useSweepReport } from './use-sweep-report.ts';

// Popovers bring a positioning engine: the page does not wait for it.
const SweepControls = dynamic(async () => (await import('./controls/sweep-controls.tsx')).SweepControls, {
  loading: () => <Skeleton className="h-(--control) w-64 rounded-control" />,
});

/** One sweep: how far it is, which settings do well, its curves and its trials. */
export function SweepPage({ id }: { id: number }) {
  const trpc = useTRPC();
  // What somebody else asks of the sweep is not among the live changes until one of its runs has done it.
  const sweep = useQuery(trpc.sweeps.get.queryOptions({ id }, { refetchInterval: 5000 }));
  const runs = useQuery(trpc.runs.list.queryOptions({ sweepId: id }, { select: trialsOf }));
  const name = sweep.data?.name ?? `Sweep #${id}`;
  return (
    <PageFrame
      crumbs={[{ name: 'Sweeps', href: '/sweeps' }, { name }]}
      busy={sweep.isLoading || runs.isLoading}
    >
      <Answer query={sweep} failed="The sweep could not be read" loading={<SweepSkeleton id={id} />}>
        {(detail) => (
          <>
            <PageHead
              title={detail.name}
              badges={<SweepBadge sweep={detail} />}
              note={<p className="text-small">{specInWords(detail.spec)}</p>}
              noteBelow
              actions={<SweepControls sweep={detail} />}
            />
            <Answer query={runs} failed="The trials could not be read" loading={<RowsSkeleton />}>
              {(rows) => <SweepBody sweep={detail} runs={rows} />}
            </Answer>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function trialsOf(runs: RunRow[]): TrialRow[] {
  return runs.filter((run) => isTrial(run));
}

function SweepBody({ sweep, runs }: { sweep: SweepDetail; runs: TrialRow[] }) {
  const [sort, setSort] = useQueryState('sort', sortParser);
  const selection = useSelection();
  const { replace } = selection;
  const selected = useSelected(runs, selection);
  const sorted = useSorted(runs, sort);
  const ordered = useMemo(() => sorted.map(({ id }) => id), [sorted]);
  const shown = useShown(ordered, JSON.stringify(sort));
  const report = useSweepReport(sweep);
  const mapped = varyingOf(sweep.spec, runs).length >= 2;
  return (
    <HoverProvider>
      <CureCard sweep={sweep} cure={report?.cures.find(({ sweepId }) => sweepId === sweep.id)} />
      <SweepStanding sweep={sweep} runs={runs} />
      <div className="mt-4 mb-4 grid grid-cols-12 gap-4 max-lg:grid-cols-1 max-md:my-3 max-md:gap-3">
        {mapped && <HeatMap sweep={sweep} runs={runs} />}
        <SweepCharts runs={runs} shown={shown} narrow={mapped} />
        {report && <OverfitPanels report={report} sweepId={sweep.id} />}
        {sweep.against.length > 0 && <ParetoPanel sweep={sweep} runs={runs} />}
      </div>
      {sorted.length === 0 ? (
        <EmptyCard title="No trial has started yet">
          {sweep.status === 'running'
            ? `All ${sweep.total} are queued. A worker takes the next one when it is free.`
            : `The sweep is ${sweep.status}: resume it to let workers take its ${sweep.total} trials.`}
        </EmptyCard>
      ) : (
        <RunsTable
          runs={sorted}
          sort={sort}
          onSort={(next) => void setSort(next)}
          shown={shown}
          selected={selection.ids}
          onSelect={selection.set}
          onSelectAll={(on) => replace(on ? ordered : [])}
        />
      )}
      <Panel title="Where it came from" className="mt-4 max-w-3xl">
        <SweepOrigin sweepId={sweep.id} />
      </Panel>
      <BatchBar runs={selected} onClear={() => replace([])} />
    </HoverProvider>
  );
}

function SweepSkeleton({ id }: { id: number }) {
  return (
    <>
      <PageHead title={`Sweep #${id}`} />
      <Card className="flex flex-col gap-4 px-5 py-4" aria-hidden>
        <Skeleton className="h-2 w-full" />
        <div className="flex gap-8">
          <Skeleton className="h-8 w-20" />
          <Skeleton className="h-8 w-20" />
          <Skeleton className="h-8 w-20" />
        </div>
      </Card>
      <Card className="mt-4">
        <RowsSkeleton rows={10} />
      </Card>
    </>
  );
}
