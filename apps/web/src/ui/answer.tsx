'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureOf } from '../trpc/failure.ts';
import { ErrorCard } from './states.tsx';

interface AnswerProps<Data> {
  query: UseQueryResult<Data, unknown>;
  /** What is said when it fails: "The runs could not be read". */
  failed: string;
  /** What stands there until it is answered. */
  loading: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The answer to a query, its skeleton, or its error. An old answer stays when a later question fails. */
export function Answer<Data>({ query, failed, loading, children }: AnswerProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    const retry = () => void query.refetch();
    return (
      <ErrorCard what={failed} failure={failureOf(query.error)} busy={query.isFetching} onRetry={retry} />
    );
  }
  return (
    <>
      <span role="status" className="sr-only">
        Loading
      </span>
      {loading}
    </>
  );
}
