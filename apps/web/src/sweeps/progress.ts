import type { SweepRow } from '@tenbin/contracts';
import type { Part } from '../ui/progress.tsx';

/** The parts of a sweep's progress bar: what is done, what went wrong, what is under way. */
export function progressParts({ counts, status }: SweepRow): Part[] {
  const [done, pruned] = status === 'running' ? ['bg-accent', 'bg-accent/45'] : ['bg-train', 'bg-train/45'];
  return [
    { name: 'done', count: counts.finished, fill: done },
    { name: 'pruned', count: counts.pruned, fill: pruned },
    { name: 'failed', count: counts.failed, fill: 'bg-diverged' },
    { name: 'crashed', count: counts.crashed, fill: 'bg-diverged' },
    { name: 'canceled', count: counts.canceled, fill: 'bg-unclear' },
    { name: 'paused', count: counts.paused, fill: 'bg-line-2' },
    { name: 'running', count: counts.running, fill: 'striped' },
  ];
}

/** Trials that have ended, however. */
export function endedTrials({ counts }: SweepRow): number {
  return counts.finished + counts.pruned + counts.failed + counts.crashed + counts.canceled;
}

/** Share of the trials with an end that overfit, 0–1; NaN before the first end. */
export function overfitShare(sweep: SweepRow): number {
  return sweep.overfitting / endedTrials(sweep);
}
