import { AppError } from '@tenbin/contracts';
import type { Output } from '../cli/output.ts';
import { counted } from '../progress/format.ts';
import { summaryTable } from '../progress/summary-table.ts';
import type { SweepNews } from './follow-sweep.ts';

/** What a sweep came to: its runs, best first, and where the dashboard shows them. */
export function showSummary({ sweep, runs }: SweepNews, output: Output, url: string | null): void {
  const lines = summaryTable(runs, sweep.goal, output.page);
  output.say(['', ...lines, ''].join('\n'));
  if (url !== null) output.say(url);
  output.document({ event: 'finished', sweep, runs, url });
}

/** The error of a sweep whose trials did not all finish; null when they did. */
export function unfinishedOf({ sweep, runs }: SweepNews): AppError | null {
  const [first, ...rest] = runs.filter(({ status }) => status !== 'finished' && status !== 'pruned');
  // Of a sweep that was stopped some trials may never have begun.
  const never = Math.max(0, sweep.total - runs.length);
  const unfinished = (first === undefined ? 0 : 1 + rest.length) + never;
  if (unfinished === 0 && runs.length > 0) return null;
  if (runs.length === 0 && never === 0) {
    return new AppError({
      code: 'trial_failed',
      message: `${sweep.name} had no room for a trial in its budget`,
      hint: 'Raise its epochs or its hours: `tenbin sweep set`.',
    });
  }
  return new AppError({
    code: 'trial_failed',
    message: `${unfinished} of the ${counted(sweep.total, 'trial')} of ${sweep.name} did not finish`,
    hint:
      first?.error?.hint ?? (never > 0 ? '`tenbin sweep resume` goes on with it.' : 'The table says why.'),
  });
}
