'use client';

import { PageFrame, PageHead } from '../frame/page-frame.tsx';
import { failureOf } from '../trpc/failure.ts';
import { ErrorCard } from '../ui/states.tsx';

/** What stands in place of a page that broke. */
export default function BrokenPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PageFrame crumbs={[{ name: 'Error' }]}>
      <PageHead title="This page broke" />
      <ErrorCard what="The page could not be shown" failure={failureOf(error)} onRetry={reset} />
    </PageFrame>
  );
}
