import type { TrialRow, SweepRow } from '@tenbin/contracts';
import { secondsOf } from '../../runs/facts.ts';

/**
 * Seconds until the sweep is done, if its other trials take as long as those that ended by themselves or by its rule
 * and as many run at once as now, but none begins when its hours are over; null while none has ended or none runs.
 */
export function secondsLeft(sweep: SweepRow, runs: readonly TrialRow[], now: number): number | null {
  const { counts, status: state, budget } = sweep;
  const ended = runs.filter(({ status }) => status === 'finished' || status === 'pruned');
  if (ended.length === 0 || counts.running === 0 || state !== 'running') return null;
  const each = ended.reduce((sum, run) => sum + secondsOf(run, now), 0) / ended.length;
  const underWay = runs
    .filter(({ status }) => status === 'running')
    .map(({ epoch, config }) => each * (1 - epoch / config.parameters.epochs));
  const work = counts.queued * each + underWay.reduce((sum, seconds) => sum + seconds, 0);
  const begun = Math.min(...runs.map(({ startedAt }) => startedAt));
  const lastBegins = begun / 1000 + (budget.hours ?? Infinity) * 3600 - now / 1000;
  const shared = Math.min(work / counts.running, Math.max(0, lastBegins) + each);
  // The last of those under way cannot be shared out.
  return Math.max(shared, ...underWay);
}
