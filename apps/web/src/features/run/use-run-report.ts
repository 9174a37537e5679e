import { useQuery } from '@tanstack/react-query';
import type { RunDetail } from '@tenbin/contracts';
import type { RunReport } from '@tenbin/metrics';
import { useTRPCClient } from '../../trpc/client.ts';

/** What is to be done about a run, and what its cures brought. */
export type RunFindings = Pick<RunReport, 'advice' | 'cures' | 'savings' | 'siblings'>;

/** Milliseconds between two looks at cures that still run. */
const lookMs = 5_000;

/** Read again when the run's verdict changes, when the page is opened, and while a cure of it runs. */
export function useRunReport({ id, sweepId, attempt, status, verdict }: RunDetail): RunFindings | undefined {
  const client = useTRPCClient();
  const { data } = useQuery<RunFindings>({
    queryKey: ['report', id, attempt, status, verdict?.state ?? null],
    enabled: sweepId !== null,
    queryFn: () => client.overfitting.run.query({ id }),
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.cures.some(({ finished }) => !finished) === true ? lookMs : false,
  });
  return data;
}
