'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunDetail, SheetName } from '@tenbin/contracts';
import { GitCompareArrows } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { HoverProvider } from '../../charts/hover.tsx';
import { ago, duration, exactTime } from '../../format/time.ts';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { isOpen, secondsOf } from '../../runs/facts.ts';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { ConfigPanel } from './config-panel.tsx';
import { ConfusionPanel } from './confusion-panel.tsx';
import { DatasetPanel } from './dataset-panel.tsx';
import { AugmentationPanel } from './augmentation-panel.tsx';
import { EnginePanel } from './engine-panel.tsx';
import { FigureChart } from './figure-charts.tsx';
import { GeneralisationPanels } from './generalisation/generalisation-panels.tsx';
import { ArtifactsPanel } from './logged/artifacts-panel.tsx';
import { ConsolePanel } from './logged/console-panel.tsx';
import { ImagesPanel } from './logged/images-panel.tsx';
import { LoggedMetrics } from './logged/metrics-panel.tsx';
import { ProvenancePanel } from './provenance-panel.tsx';
import { RunCharts } from './run-charts.tsx';
import { RunCures } from './run-cures.tsx';
import { RunError } from './run-error.tsx';
import { RunSkeleton } from './run-skeleton.tsx';
import { SuspectsPanel } from './suspects-panel.tsx';
import { useFigures, useSheets } from './use-run-extras.ts';
import type { Figures } from './use-run-extras.ts';
import { useRunReport } from './use-run-report.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeleteButton, RemovedRun } from './controls/delete-run.tsx';
import { LabelsPanel } from './labels/labels-panel.tsx';

// Popovers bring a positioning engine: the page does not wait for it.
const RunControls = dynamic(async () => (await import('./controls/run-controls.tsx')).RunControls, {
  loading: () => <Skeleton className="h-(--control) w-20 rounded-control" />,
});

/** One run: its verdict first, then the evidence, then how it came about. */
export function RunPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.runs.get.queryOptions({ id }));
  const [removed, setRemoved] = useState(false);
  const back = async (): Promise<void> => {
    await query.refetch();
    setRemoved(false);
  };
  const name = query.data ? `${query.data.name} #${id}` : `Run #${id}`;
  return (
    <PageFrame crumbs={[{ name: 'Runs', href: '/runs' }, { name }]} busy={query.isLoading}>
      {removed ? (
        <RemovedRun id={id} onRestored={() => void back()} />
      ) : (
        <Answer query={query} failed="The run could not be read" loading={<RunSkeleton id={id} />}>
          {(run) => <Content run={run} onRemoved={() => setRemoved(true)} />}
        </Answer>
      )}
    </PageFrame>
  );
}

function Content({ run, onRemoved }: { run: RunDetail; onRemoved: () => void }) {
  // A run that failed before its first epoch has nothing to judge or draw.
  const began = run.epoch > 0 || isOpen(run);
  const figures = useFigures(run);
  const sheets = useSheets(run);
  const findings = useRunReport(run);
  const picturesOf = (name: SheetName) => sheets.find((sheet) => sheet.name === name)?.pictures ?? [];
  return (
    <HoverProvider>
      <Head run={run} onRemoved={onRemoved} />
      <RunError run={run} />
      {began && <VerdictPanel run={run} test={testOf(figures)} findings={findings} />}
      <div className="mt-4 grid grid-cols-12 gap-4 max-lg:grid-cols-6 max-md:mt-3 max-md:grid-cols-1 max-md:gap-3">
        <RunCures cures={findings?.cures ?? []} />
        {began && <RunCharts run={run} />}
        <FigureChart run={run} name="learning_rate" points={figures('learning_rate')} />
        <FigureChart run={run} name="gradient_norm" points={figures('gradient_norm')} />
        {began && <ConfusionPanel run={run} />}
        <GeneralisationPanels run={run} />
        <SuspectsPanel pictures={picturesOf('suspects')} />
        <AugmentationPanel pictures={picturesOf('augmentation')} />
        {run.sweepId === null && <LoggedMetrics run={run} />}
        <ImagesPanel run={run} />
        <ConfigPanel run={run} />
        {run.sweepId !== null && (
          <>
            <DatasetPanel dataset={run.dataset} picturesOf={picturesOf} />
            <EnginePanel run={run} />
          </>
        )}
        <ArtifactsPanel run={run} />
        <LabelsPanel run={run} />
        <ConsolePanel run={run} />
        <ProvenancePanel run={run} />
      </div>
    </HoverProvider>
  );
}

/** The metrics of the test at the best epoch, when images were kept for one. */
function testOf(figures: Figures) {
  const accuracy = figures('test_accuracy').values.at(-1);
  return accuracy === undefined ? null : { accuracy, loss: figures('test_loss').values.at(-1) };
}

function Head({ run, onRemoved }: { run: RunDetail; onRemoved: () => void }) {
  const now = useNow(1000);
  return (
    <PageHead
      title={
        <>
          {run.name} {run.config && <span className="font-normal text-text-3">seed {run.config.seed}</span>}
        </>
      }
      badges={<VerdictBadge run={run} wash />}
      note={
        <p className="text-small">
          {run.sweepId === null ? (
            <>{[run.project, run.group].filter(Boolean).join(' · ')} · </>
          ) : (
            <>
              <Link href={`/sweeps/${run.sweepId}`} className="text-accent-text underline underline-offset-3">
                {run.sweepName}
              </Link>{' '}
              · trial {run.trial} ·{' '}
            </>
          )}
          <span title={exactTime(run.endedAt ?? run.startedAt)}>
            {run.endedAt === null
              ? `started ${ago(run.startedAt, now)}`
              : `${run.status} ${ago(run.endedAt, now)}`}
          </span>{' '}
          · {duration(secondsOf(run, now))}
          {run.worker !== null && ` on ${run.worker}`} · <span className="font-mono">#{run.id}</span>
        </p>
      }
      actions={
        <>
          {run.sweepId !== null && <RunControls run={run} />}
          <ButtonLink
            href={`/compare?runs=${run.id}`}
            icon={<GitCompareArrows className="size-3.5" aria-hidden />}
          >
            Compare
          </ButtonLink>
          <DeleteButton id={run.id} onRemoved={onRemoved} />
        </>
      }
    />
  );
}
