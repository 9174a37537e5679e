import type { SweepRow } from '@tenbin/contracts';
import { clsx } from 'clsx';

/** Whether the sweep still works. */
export function SweepBadge({ sweep: { status, counts } }: { sweep: SweepRow }) {
  const waiting = status === 'running' && counts.running === 0;
  const running = status === 'running' && !waiting;
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1.5 rounded-cell px-2 text-small font-medium',
        running ? 'bg-accent-soft text-accent-text' : 'bg-unclear-w text-unclear',
      )}
    >
      <span aria-hidden className={clsx('size-2 rounded-full bg-current', running && 'animate-pulse-dot')} />
      {waiting ? 'queued' : status}
    </span>
  );
}
