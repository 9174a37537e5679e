import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../trpc/client.ts';

/** Launches the follow-up sweep of a run and goes to its page. */
export function useLaunchCure() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.overfitting.cure.mutationOptions({
      onSuccess({ id }) {
        for (const key of [trpc.sweeps.pathKey(), trpc.overview.pathKey(), trpc.overfitting.pathKey()]) {
          void queryClient.invalidateQueries({ queryKey: key });
        }
        router.push(`/sweeps/${id}`);
      },
    }),
  );
}
