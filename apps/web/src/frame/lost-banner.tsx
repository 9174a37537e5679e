'use client';

import { WifiOff } from 'lucide-react';
import { clock } from '../format/time.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../ui/now.ts';

/** How long a connection may be down before the page says more than "Reconnecting". */
const patienceMs = 3000;

/** Says that what is shown stands still, since when, and that nothing is lost. */
export function LostBanner() {
  const { phase, lostAt } = useLive();
  const now = useNow();
  if (phase !== 'lost' || lostAt === null || now - lostAt < patienceMs) return null;
  return (
    <div
      role="alert"
      className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-3 rounded-card bg-diverged-w px-4 py-3"
    >
      <WifiOff className="size-4 text-diverged" aria-hidden />
      <p>
        <b className="font-name">Live updates stopped at {clock(lostAt)}.</b> The server or its database does
        not answer. Training goes on; the workers keep their results and send them when it is back. This page
        tries again every few seconds.
      </p>
    </div>
  );
}
