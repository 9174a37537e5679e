'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { parseAsArrayOf, parseAsInteger, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { HoverProvider } from '../../charts/hover.tsx';
import { counted } from '../../format/number.ts';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { useCurves } from '../../runs/curve-query.tsx';
import { groupsOf } from '../../runs/groups.ts';
import { Overlay } from '../../runs/overlay.tsx';
import { usePaints } from '../../runs/use-paints.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ChartSkeleton } from '../../ui/skeleton.tsx';
import { EmptyCard } from '../../ui/states.tsx';
import { AddRuns } from './add-runs.tsx';
import { BestEpochPanel } from './best-epoch-panel.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { MatricesPanel } from './matrices-panel.tsx';
import { RunChips } from './run-chips.tsx';
import { useView, ViewBar } from './view-bar.tsx';

const parser = parseAsArrayOf(parseAsInteger).withDefault([]).withOptions({ history: 'push' });

/** Chosen runs side by side; the address holds the choice, in order. */
export function ComparePage() {
  const trpc = useTRPC();
  const [ids, setIds] = useQueryState('runs', parser);
  const query = useQuery(
    trpc.runs.list.queryOptions({ ids }, { enabled: ids.length > 0, placeholderData: (old) => old }),
  );
  const choose = useCallback((next: number[]) => void setIds(next), [setIds]);
  const runs = useMemo(() => {
    const byId = new Map(query.data?.map((run) => [run.id, run]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }, [query.data, ids]);
  const origins = [...new Set(runs.map(({ sweepName, project }) => sweepName ?? project))];

  return (
    <PageFrame crumbs={[{ name: 'Compare' }]} busy={query.isLoading}>
      <PageHead
        title="Compare"
        note={runs.length > 0 && `${counted(runs.length, 'run')} from ${origins.slice(0, 3).join(', ')}`}
        actions={
          <>
            {runs.length > 0 && <CopyLink />}
            <AddRuns chosen={ids} onChange={choose} />
          </>
        }
      />
      {ids.length === 0 ? (
        <EmptyCard title="No run is chosen">
          Add runs here, or tick some in the Runs table and press Compare. The address of this page then holds
          the choice.
        </EmptyCard>
      ) : (
        <Answer query={query} failed="The runs could not be read" loading={<CompareSkeleton />}>
          {() => <Comparison runs={runs} missing={ids.length - runs.length} onChange={choose} />}
        </Answer>
      )}
    </PageFrame>
  );
}

interface ComparisonProps {
  runs: RunRow[];
  /** Runs of the address that do not exist. */
  missing: number;
  onChange: (ids: number[]) => void;
}

function Comparison({ runs, missing, onChange }: ComparisonProps) {
  const key = runs.map(({ id }) => id).join();
  const ids = useMemo(() => (key === '' ? [] : key.split(',').map(Number)), [key]);
  const paints = usePaints(ids);
  const { curves } = useCurves(ids);
  const [view, changeView] = useView();
  const groups = useMemo(() => groupsOf(runs), [runs]);
  const linear = useMemo(() => ({ ...view, log: false }), [view]);
  const common = { runs, curves, paints, large: true, height: 260, grouped: view.grouped };
  if (runs.length === 0) {
    return (
      <EmptyCard title="None of these runs exists">
        They may have been deleted. Add others to compare.
      </EmptyCard>
    );
  }
  const tile = 'px-4 py-3 max-lg:col-span-1 max-md:px-3';
  const [half, third] = [clsx(tile, 'col-span-6'), clsx(tile, 'col-span-4')];
  return (
    <HoverProvider>
      {missing > 0 && (
        <p role="status" className="mb-3 text-small text-overfitting">
          {counted(missing, 'run')} of the address {missing === 1 ? 'does' : 'do'} not exist.
        </p>
      )}
      <RunChips runs={runs} paints={paints} onRemove={(id) => onChange(ids.filter((each) => each !== id))} />
      <ViewBar view={view} onChange={changeView} hasRepeats={groups.length < runs.length} />
      <div className="mt-3 grid grid-cols-12 gap-4 max-lg:grid-cols-1 max-md:mt-3 max-md:gap-3">
        <Card className={half}>
          <Overlay metric="val_loss" note="● best epoch" view={view} {...common} />
        </Card>
        <Card className={half}>
          <Overlay metric="val_accuracy" view={linear} {...common} />
        </Card>
        <Card className={third}>
          <Overlay metric="loss" view={view} {...common} />
        </Card>
        <Card className={third}>
          <Overlay metric="accuracy" view={linear} {...common} />
        </Card>
        <Card className={third}>
          <Overlay metric="gap" note="val_loss − loss" view={linear} {...common} />
        </Card>
        <BestEpochPanel runs={runs} paints={paints} />
        <DifferencePanel runs={runs} paints={paints} />
        <MatricesPanel runs={runs} />
      </div>
    </HoverProvider>
  );
}

function CopyLink() {
  const text = typeof window === 'undefined' ? '' : window.location.href;
  return <CopyButton text={text} label="Copy link" />;
}

function CompareSkeleton() {
  return (
    <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
      {['val_loss', 'val_accuracy', 'loss', 'accuracy'].map((title) => (
        <Card key={title} className="p-4">
          <ChartSkeleton title={title} height={260} />
        </Card>
      ))}
    </div>
  );
}
