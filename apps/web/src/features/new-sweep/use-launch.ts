import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../../trpc/client.ts';

/** Launches a sweep and goes to its page. */
export function useLaunch() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.sweeps.launch.mutationOptions({
      onSuccess({ id }) {
        void queryClient.invalidateQueries({ queryKey: trpc.sweeps.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.overview.pathKey() });
        router.push(`/sweeps/${id}`);
      },
    }),
  );
}
