import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { Query } from '@tanstack/react-query';
import { isPassing } from './failure.ts';

/** Milliseconds until a failed query is asked again. */
const retryMs = 3000;

/**
 * The cache of a browser tab. Live updates keep it fresh, so nothing is asked twice, save what failed:
 * that is asked again until it works.
 * @param onFetched called with each query that has just come from the server
 */
export function createQueryClient(onFetched: (query: Query<unknown, unknown, unknown>) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess: (_, query) => onFetched(query) }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: false,
        refetchInterval: ({ state: { error } }) => (error && isPassing(error) ? retryMs : false),
        networkMode: 'always',
      },
    },
  });
}
