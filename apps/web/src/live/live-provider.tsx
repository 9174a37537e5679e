'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTRPCClient } from '../trpc/client.ts';
import { follow } from './connection.ts';
import type { Phase } from './connection.ts';
import type { LiveCache } from './live-cache.ts';

/** How the live connection of this tab stands. */
export interface LiveState {
  phase: Phase;
  /** Workers alive; null before the first update. */
  workers: number | null;
  /** When it was lost, ms since 1970. */
  lostAt: number | null;
}

const LiveContext = createContext<LiveState>({ phase: 'connecting', workers: null, lostAt: null });

export const useLive = () => useContext(LiveContext);

/**
 * Keeps the cached queries of the tab up to date.
 * @param props.cursor where the server stood before anything was read; '' when it could not say
 */
export function LiveProvider({
  cache,
  cursor,
  children,
}: {
  cache: LiveCache;
  cursor: string;
  children: ReactNode;
}) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [live, setLive] = useState<LiveState>({ phase: 'connecting', workers: null, lostAt: null });

  useEffect(() => {
    // Without a starting cursor, what was read before the stream opened may have changed meanwhile.
    let complete = cursor !== '';
    const connection = follow(client, cursor, {
      onUpdate(update) {
        cache.apply(update);
        setLive((old) => (old.workers === update.workers ? old : { ...old, workers: update.workers }));
      },
      onPhase(phase) {
        setLive((old) => (old.phase === phase ? old : changed(old, phase)));
        if (phase !== 'live' || complete) return;
        complete = true;
        void queryClient.invalidateQueries();
      },
    });
    return () => connection[Symbol.dispose]();
  }, [client, queryClient, cache, cursor]);

  return <LiveContext value={live}>{children}</LiveContext>;
}

function changed(old: LiveState, phase: Phase): LiveState {
  return { ...old, phase, lostAt: phase === 'lost' ? (old.lostAt ?? Date.now()) : null };
}
