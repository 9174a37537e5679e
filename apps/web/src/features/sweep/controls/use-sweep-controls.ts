import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../../../trpc/client.ts';
import { useReadAgain } from './use-read-again.ts';

/** Asks things of a sweep, and removes it. */
export function useSweepControls() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const readAgain = useReadAgain();
  const control = useMutation(trpc.sweeps.control.mutationOptions({ onSuccess: readAgain }));
  const remove = useMutation(
    trpc.sweeps.remove.mutationOptions({
      onSuccess(_, { id }) {
        // Asked for again, what is no longer there would be an error on the page that is being left.
        queryClient.removeQueries({ queryKey: trpc.sweeps.get.queryKey({ id }) });
        void readAgain();
        router.push('/sweeps');
      },
    }),
  );
  return { control, remove };
}
