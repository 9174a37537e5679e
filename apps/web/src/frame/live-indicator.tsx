'use client';

import { WifiOff } from 'lucide-react';
import { counted } from '../format/number.ts';
import { useLive } from '../live/live-provider.tsx';

/** Whether new epochs arrive, and how many workers make them. */
export function LiveIndicator() {
  const { phase, workers } = useLive();
  if (phase === 'lost') {
    return (
      <span role="status" className="mr-2 flex items-center gap-1.5 text-small text-diverged">
        <WifiOff className="size-3.5" aria-hidden />
        Reconnecting
      </span>
    );
  }
  return (
    <span
      role="status"
      className="mr-2 flex shrink-0 items-center gap-1.5 text-small whitespace-nowrap text-text-2"
    >
      {phase === 'live' && (
        <span aria-hidden className="size-1.5 animate-pulse-dot rounded-full bg-healthy" />
      )}
      {[
        phase === 'live' ? 'Live' : 'Connecting',
        ...(workers === null ? [] : [workers === 0 ? 'no worker' : counted(workers, 'worker')]),
      ].join(' · ')}
    </span>
  );
}
