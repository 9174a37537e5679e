import { useQuery } from '@tanstack/react-query';
import type { SweepDetail } from '@tenbin/contracts';
import type { OverfitReport } from '@tenbin/metrics';
import { useTRPCClient } from '../../trpc/client.ts';

/** Milliseconds between two looks at cures that still run. */
const lookMs = 5_000;

/** What a sweep says of overfitting; read again with each trial that ends, and while a cure of it runs. */
export function useSweepReport({ id, status, counts }: SweepDetail): OverfitReport | undefined {
  const client = useTRPCClient();
  const { queued: _waiting, running: _open, paused: _held, ...ended } = counts;
  const { data } = useQuery({
    queryKey: ['sweep-report', id, status, Object.values(ended).join()],
    queryFn: () => client.overfitting.sweep.query({ id }),
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.cures.some(({ sweepId, finished }) => sweepId !== id && !finished) === true
        ? lookMs
        : false,
  });
  return data;
}
