'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { Welcome } from '../../frame/welcome.tsx';
import { NewSweepButton } from '../../sweeps/new-sweep-button.tsx';
import { SweepsTable } from '../../sweeps/sweeps-table.tsx';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/card.tsx';
import { Attention } from './attention.tsx';
import { BestRuns } from './best-runs.tsx';
import { KeyFigures } from './key-figures.tsx';
import { OverviewSkeleton } from './overview-skeleton.tsx';
import { RunningNow } from './running-now.tsx';
import { StandingsPanel } from './standings-panel.tsx';
import { WorkersPanel } from './workers-panel.tsx';

/** What runs now, what needs attention, the latest sweeps, the best so far. */
export function OverviewPage() {
  const trpc = useTRPC();
  // New sweeps are not among the live changes until their first run starts.
  const page = useQuery(trpc.overview.page.queryOptions(undefined, { refetchInterval: 10_000 }));
  const counts = useQuery(trpc.overview.counts.queryOptions(undefined, { refetchInterval: 10_000 }));
  const fresh = counts.data?.runs === 0 && counts.data.sweeps === 0;

  return (
    <PageFrame crumbs={[{ name: 'Overview' }]} busy={page.isLoading}>
      {fresh ? (
        <Welcome />
      ) : (
        <>
          <PageHead title="Overview" actions={<NewSweepButton />} />
          <Answer query={page} failed="The overview could not be read" loading={<OverviewSkeleton />}>
            {({ running, attention, attentionCount, best, sweeps, standings, workers }) => (
              <>
                <KeyFigures best={best[0]} counts={counts.data} />
                <div className="grid grid-cols-12 gap-4 max-lg:grid-cols-1 max-md:gap-3">
                  <div className="col-span-8 grid min-w-0 content-start gap-4 max-lg:col-span-1 max-md:gap-3">
                    <RunningNow runs={running} total={counts.data?.running ?? running.length} />
                    <Attention runs={attention} total={attentionCount} />
                    <Panel
                      title="Recent sweeps"
                      actions={
                        <Link href="/sweeps" className="text-small text-accent-text hover:underline">
                          All sweeps
                        </Link>
                      }
                    >
                      <SweepsTable sweeps={sweeps} />
                    </Panel>
                  </div>
                  <div className="col-span-4 grid min-w-0 content-start gap-4 max-lg:col-span-1 max-md:gap-3">
                    <BestRuns runs={best} />
                    <StandingsPanel standings={standings} />
                    <WorkersPanel workers={workers} />
                  </div>
                </div>
              </>
            )}
          </Answer>
        </>
      )}
    </PageFrame>
  );
}
