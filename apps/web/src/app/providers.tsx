'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { createLiveCache } from '../live/live-cache.ts';
import { LiveProvider } from '../live/live-provider.tsx';
import { CurveLoaderProvider, createCurveLoader } from '../runs/curve-query.tsx';
import { TRPCProvider, createClient } from '../trpc/client.ts';
import { createQueryClient } from '../trpc/query-client.ts';

/** Everything that pages find in React's context. */
export function Providers({ cursor, children }: { cursor: string; children: ReactNode }) {
  const [{ client, queryClient, loadCurves, live }] = useState(createTab);
  return (
    <ThemeProvider attribute="data-theme" disableTransitionOnChange>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <CurveLoaderProvider value={loadCurves}>
            <LiveProvider cache={live} cursor={cursor}>
              <NuqsAdapter>{children}</NuqsAdapter>
            </LiveProvider>
          </CurveLoaderProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function createTab() {
  const client = createClient();
  const queryClient = createQueryClient(() => live.reapply());
  const live = createLiveCache(client, queryClient);
  return { client, queryClient, loadCurves: createCurveLoader(client), live };
}
