import type { RunRow, SweepRow } from '@tenbin/contracts';
import { secondsOf } from '../../runs/facts.ts';

/**
 * Seconds until the sweep is done, if its other trials take as long as the finished ones and as many run at
 * once as now; null while none has finished or none runs.
 */
export function secondsLeft({ counts }: SweepRow, runs: readonly RunRow[], now: number): number | null {
  const finished = runs.filter(({ status }) => status === 'finished');
  if (finished.length === 0 || counts.running === 0) return null;
  const each = finished.reduce((sum, run) => sum + secondsOf(run, now), 0) / finished.length;
  const underWay = runs
    .filter(({ status }) => status === 'running')
    .map(({ epoch, config }) => each * (1 - epoch / config.parameters.epochs));
  const work = counts.queued * each + underWay.reduce((sum, seconds) => sum + seconds, 0);
  // The last of those under way cannot be shared out.
  return Math.max(work / counts.running, ...underWay);
}
