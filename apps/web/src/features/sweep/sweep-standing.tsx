'use client';

import type { TrialRow, SweepDetail } from '@tenbin/contracts';
import Link from 'next/link';
import { count, metric, missing, rate } from '../../format/number.ts';
import { clock, duration, timeLeft } from '../../format/time.ts';
import { endedTrials, overfitShare, progressParts } from '../../sweeps/progress.ts';
import { Card } from '../../ui/card.tsx';
import { useNow } from '../../ui/now.ts';
import { Progress } from '../../ui/progress.tsx';
import { Stat } from '../../ui/stat.tsx';
import { secondsLeft } from './time-left.ts';

/** How far the sweep is: a bar by status, and its counters. */
export function SweepStanding({ sweep, runs }: { sweep: SweepDetail; runs: TrialRow[] }) {
  const now = useNow(1000);
  const { counts, total, budget, best, goal, endedAt, createdAt } = sweep;
  const epochs = runs.filter(({ status }) => status === 'running').map(({ epoch }) => epoch);
  const left = secondsLeft(sweep, runs, now);
  return (
    <Card aria-label="Progress" className="flex flex-col gap-3 px-5 py-4 max-md:p-4">
      <Progress label="Trials" total={total} parts={progressParts(sweep)} className="h-2" />
      <dl className="flex flex-wrap gap-x-10 gap-y-3 max-md:grid max-md:grid-cols-2">
        <Stat name="done" value={count(endedTrials(sweep))} unit={`of ${count(total)}`} />
        <Stat
          name="running"
          value={count(counts.running)}
          unit={
            epochs.length > 0
              ? `epoch${epochs.length > 1 ? 's' : ''} ${epochs.slice(0, 4).join(', ')}`
              : undefined
          }
        />
        {counts.paused > 0 && <Stat name="paused" value={count(counts.paused)} />}
        {counts.pruned > 0 && <Stat name="pruned" value={count(counts.pruned)} />}
        <Stat
          name="failed"
          value={count(counts.failed + counts.crashed)}
          unit={counts.crashed > 0 ? `${counts.crashed} crashed` : undefined}
        />
        <Stat name="queued" value={count(counts.queued)} />
        {budget.epochs !== undefined && (
          <Stat name="epochs" value={count(sweep.epochs)} unit={`of ${count(budget.epochs)}`} />
        )}
        {endedAt === null ? (
          <Stat
            name="left"
            value={left === null ? missing : timeLeft(left)}
            unit={left === null ? undefined : `ends ${clock(now + left * 1000)}`}
          />
        ) : (
          <Stat name="took" value={duration((endedAt - createdAt) / 1000)} />
        )}
        <Stat
          name="overfit"
          value={rate(overfitShare(sweep))}
          unit={`${sweep.overfitting} of ${endedTrials(sweep)}`}
        />
        <Stat
          name={`best ${goal.metric}`}
          value={metric(best?.value)}
          note={
            best === null ? undefined : (
              <Link href={`/runs/${best.runId}`} className="text-accent-text hover:underline">
                {best.runName}, epoch {best.epoch}
              </Link>
            )
          }
        />
      </dl>
    </Card>
  );
}
