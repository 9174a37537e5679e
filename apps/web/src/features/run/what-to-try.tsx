import type { RunDetail } from '@tenbin/contracts';
import { AdviceList } from '../../cures/advice-list.tsx';
import { counted } from '../../format/number.ts';
import { timeLeft } from '../../format/time.ts';
import { isOpen, secondsOf } from '../../runs/facts.ts';
import type { RunFindings } from './use-run-report.ts';

/** Seeds of each case of a cure, unless it is told otherwise. */
const seeds = 3;

/** What to do about a run, ranked, each with the button that tries it. */
export function WhatToTry({
  run,
  findings: { advice, siblings },
}: {
  run: RunDetail;
  findings: RunFindings;
}) {
  const seconds = isOpen(run) ? NaN : 2 * seeds * secondsOf(run, 0);
  const about = Number.isFinite(seconds) ? `, about ${timeLeft(seconds)} of training` : '';
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <h2>What to try</h2>
        <span className="text-small text-text-3">
          {siblings === 0
            ? 'ranked by what is known of such changes'
            : `ranked with ${counted(siblings, 'other run')}`}
        </span>
      </div>
      <AdviceList runId={run.id} advice={advice} />
      <p className="mt-1 text-small text-pretty text-text-3">
        A cure trains the run as it was beside the change, {seeds} seeds each{about}.
      </p>
    </>
  );
}
