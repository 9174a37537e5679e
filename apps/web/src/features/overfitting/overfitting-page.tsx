'use client';

import { useQuery } from '@tanstack/react-query';
import type { OverfitReport } from '@tenbin/metrics';
import { useMemo } from 'react';
import { EffectsPanel } from '../../effects/effects-panel.tsx';
import { ImportancePanel } from '../../effects/importance-panel.tsx';
import { counted } from '../../format/number.ts';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { Welcome } from '../../frame/welcome.tsx';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { EmptyCard } from '../../ui/states.tsx';
import { CuresPanel } from './cures-panel.tsx';
import { FindingCard } from './finding-card.tsx';
import { FlaggedPanel } from './flagged-panel.tsx';
import { OverfittingSkeleton } from './overfitting-skeleton.tsx';
import { ReportMenu } from './report-menu.tsx';

/** What the runs of the project say of overfitting: the finding, which settings cause it, what cured it. */
export function OverfittingPage() {
  const trpc = useTRPC();
  const query = useQuery(trpc.overfitting.project.queryOptions(undefined, { refetchInterval: 10_000 }));
  const fresh = query.data?.runs === 0;
  return (
    <PageFrame crumbs={[{ name: 'Overfitting' }]} busy={query.isLoading}>
      {fresh ? (
        <Welcome />
      ) : (
        <>
          <PageHead
            title="Overfitting"
            note={
              query.data && `${counted(query.data.runs, 'run')} in ${counted(query.data.sweeps, 'sweep')}`
            }
            actions={<ReportMenu report={query.data} />}
          />
          <Answer query={query} failed="The report could not be made" loading={<OverfittingSkeleton />}>
            {(report) => <Report report={report} />}
          </Answer>
        </>
      )}
    </PageFrame>
  );
}

function Report({ report }: { report: OverfitReport }) {
  const { counts, effects, importance, savings, cures, flagged } = report;
  const curesById = useMemo(() => new Map(cures.map((cure) => [cure.sweepId, cure])), [cures]);
  if (counts.length === 0) {
    return (
      <EmptyCard title="No run has a verdict yet">
        It needs a few epochs. The report is made as soon as there is one.
      </EmptyCard>
    );
  }
  const half = 'col-span-6 flex min-w-0 flex-col gap-4 max-lg:col-span-1 max-md:gap-3';
  return (
    <>
      <FindingCard sentence={report.sentence} counts={counts} />
      <div className="mt-4 grid grid-cols-12 gap-4 max-lg:grid-cols-1 max-md:mt-3 max-md:gap-3">
        <div className={half}>
          <EffectsPanel effects={effects} className="" />
          <ImportancePanel importance={importance} savings={savings} className="grow" />
        </div>
        <div className={half}>
          <CuresPanel cures={cures} />
        </div>
        <FlaggedPanel flagged={flagged} cures={curesById} />
      </div>
    </>
  );
}
