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
  if (first === undefined) return null;
  return new AppError({
    code: 'trial_failed',
    message: `${rest.length + 1} of the ${counted(sweep.total, 'trial')} of ${sweep.name} did not finish`,
    hint: first.error?.hint ?? 'The table says why.',
  });
}
