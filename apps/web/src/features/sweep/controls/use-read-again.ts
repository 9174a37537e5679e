import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../../trpc/client.ts';

/** Reads again what hangs on the state of a sweep: what asks for a change is pending until it is shown. */
export function useReadAgain(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    void queryClient.invalidateQueries({ queryKey: trpc.overview.pathKey() });
    const parts = [trpc.sweeps.get, trpc.sweeps.list, trpc.runs.list];
    await Promise.all(parts.map((part) => queryClient.invalidateQueries({ queryKey: part.pathKey() })));
  };
}
