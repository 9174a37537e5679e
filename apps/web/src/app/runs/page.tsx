import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Prefetched } from '../../server/prefetched.tsx';
import { RunsPage } from '../../features/runs/runs-page.tsx';

export const metadata: Metadata = { title: 'Runs' };

export default function Page() {
  return (
    <Suspense>
      <Prefetched
        read={({ queryClient, trpc }) => queryClient.prefetchQuery(trpc.runs.list.queryOptions({}))}
      >
        <RunsPage />
      </Prefetched>
    </Suspense>
  );
}
