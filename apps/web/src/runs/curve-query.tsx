'use client';

import { queryOptions, useQueries } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { Client } from '../trpc/client.ts';
import { mergeCurves, noCurves } from './curves.ts';
import type { RunCurves } from './curves.ts';

/** Loads the curves of one run; calls of the same moment travel together. */
export type CurveLoader = (runId: number) => Promise<RunCurves>;

const CurveLoaderContext = createContext<CurveLoader>(() => Promise.reject(new Error('no curve loader')));
export const CurveLoaderProvider = CurveLoaderContext.Provider;

export const curvesKey = (runId: number) => ['curves', runId] as const;

/** The curves of these runs by run id; a run whose curves are still under way is not in the map. */
export function useCurves(runIds: readonly number[]) {
  const load = useContext(CurveLoaderContext);
  const combine = useCallback(
    (results: { data?: RunCurves | undefined; error: unknown }[]) => ({
      curves: new Map(
        runIds.flatMap((id, index) => {
          const data = results[index]?.data;
          return data ? [[id, data] as const] : [];
        }),
      ),
      error: results.find(({ data, error }) => !data && error)?.error ?? null,
    }),
    [runIds],
  );
  return useQueries({
    queries: runIds.map((id) => queryOptions({ queryKey: curvesKey(id), queryFn: () => load(id) })),
    combine,
  });
}

/** A loader that asks the server once for all runs wanted within 10 ms, at most 200 at a time. */
export function createCurveLoader(client: Client): CurveLoader {
  let waiting: Batch | null = null;
  return (runId) => {
    if (waiting === null || waiting.ids.length >= 200) {
      const batch: Batch = { ids: [], curves: Promise.resolve(new Map<number, RunCurves>()) };
      batch.curves = wait(10).then(() => {
        if (waiting === batch) waiting = null;
        return read(client, batch.ids);
      });
      waiting = batch;
    }
    waiting.ids.push(runId);
    return waiting.curves.then((curves) => curves.get(runId) ?? noCurves);
  };
}

interface Batch {
  ids: number[];
  curves: Promise<Map<number, RunCurves>>;
}

async function read(client: Client, runIds: number[]): Promise<Map<number, RunCurves>> {
  const byRun = Map.groupBy(await client.runs.curves.query({ runIds }), ({ runId }) => runId);
  return new Map([...byRun].map(([runId, curves]) => [runId, mergeCurves(noCurves, curves)]));
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
