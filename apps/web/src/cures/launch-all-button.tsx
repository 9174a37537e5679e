'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { counted } from '../format/number.ts';
import { useTRPC } from '../trpc/client.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { FailureLine } from '../ui/failure-line.tsx';

/** Launches a cure of each of these runs, one sweep each, and stays on the page. */
export function LaunchAllButton({ runIds }: { runIds: readonly number[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cure = useMutation(trpc.overfitting.cure.mutationOptions());
  const launch = async () => {
    try {
      for (const runId of runIds) await cure.mutateAsync({ runId });
    } catch {
      // What failed is said below; what was launched before it stays.
    } finally {
      for (const key of [trpc.sweeps.pathKey(), trpc.overview.pathKey(), trpc.overfitting.pathKey()]) {
        void queryClient.invalidateQueries({ queryKey: key });
      }
    }
  };
  return (
    <>
      <FailureLine error={cure.error} />
      <ConfirmButton
        size="small"
        label={`Launch cure for all ${runIds.length}`}
        icon={<Zap className="size-3.5" aria-hidden />}
        action={`Launch ${counted(runIds.length, 'sweep')}`}
        busy={cure.isPending}
        disabled={cure.isPending}
        onConfirm={() => void launch()}
      >
        Each of the {runIds.length} settings that has no cure yet gets a sweep of its own: the run as it was,
        and with each of the first four changes that are advised, 3 seeds each. That is up to{' '}
        {15 * runIds.length} trials.
      </ConfirmButton>
    </>
  );
}
