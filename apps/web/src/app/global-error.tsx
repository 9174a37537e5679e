'use client';

// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no name
import './globals.css';
import { failureOf } from '../trpc/failure.ts';
import { ErrorCard } from '../ui/states.tsx';

/** What stands in place of everything when even the frame broke. */
export default function BrokenFrame({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Error · Tenbin</title>
        <main className="mx-auto max-w-[880px] px-6 py-12">
          <h1 className="mb-4 text-title font-semibold">Tenbin could not be shown</h1>
          <ErrorCard what="The dashboard broke" failure={failureOf(error)} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
