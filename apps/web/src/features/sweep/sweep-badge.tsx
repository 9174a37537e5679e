import type { SweepRow } from '@tenbin/contracts';
import { clsx } from 'clsx';

/** Whether the sweep still works: what it was asked to do counts once its last trial has done it. */
export function SweepBadge({ sweep }: { sweep: SweepRow }) {
  const words = wordsFor(sweep);
  const running = words === 'running';
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1.5 rounded-cell px-2 text-small font-medium',
        running ? 'bg-accent-soft text-accent-text' : 'bg-unclear-w text-unclear',
      )}
    >
      <span aria-hidden className={clsx('size-2 rounded-full bg-current', running && 'animate-pulse-dot')} />
      {words}
    </span>
  );
}

function wordsFor({ status, counts }: SweepRow): string {
  if (status === 'running') return counts.running === 0 ? 'queued' : 'running';
  if (counts.running === 0 || status === 'finished') return status;
  return status === 'paused' ? 'pausing' : 'stopping';
}
