'use client';

import { LoaderCircle } from 'lucide-react';
import { FailureLine } from '../ui/failure-line.tsx';
import { useLaunchCure } from './use-launch-cure.ts';

/** Launches what is advised for a run, in a table: a quiet button that reads like a link. */
export function LaunchCureLink({ runId, name }: { runId: number; name: string }) {
  const launch = useLaunchCure();
  return (
    <>
      <button
        type="button"
        aria-label={`Launch cure of ${name}`}
        disabled={launch.isPending}
        className="inline-flex items-center gap-1.5 text-accent-text hover:underline disabled:opacity-50 max-md:min-h-9"
        onClick={() => launch.mutate({ runId })}
      >
        {launch.isPending && <LoaderCircle className="size-3.5 animate-spin" aria-hidden />}
        Launch cure
      </button>
      <FailureLine error={launch.error} />
    </>
  );
}
