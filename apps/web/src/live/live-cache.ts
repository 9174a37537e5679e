import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { curvesKey } from '../runs/curve-query.tsx';
import { mergeCurves } from '../runs/curves.ts';
import type { RunCurves } from '../runs/curves.ts';
import type { AppRouter } from '../server/router.ts';
import type { Client } from '../trpc/client.ts';
import { combine, mergeRuns } from './merge.ts';
import type { LiveUpdate, Scope } from './merge.ts';

/** Milliseconds for which an update is kept for answers that were read before it but arrive after it. */
const keptMs = 10_000;
/** Milliseconds between two readings of what is not sent live: counts, sweeps, what a run's own page adds. */
const refreshMs = 1000;

export interface LiveCache extends Disposable {
  /** Puts an update into every cached query that it touches. */
  apply(update: LiveUpdate): void;
  /** Applies recent updates again, over an answer of the server that may be older than they are. */
  reapply(): void;
}

/** Merges live updates into the cache of a tab. */
export function createLiveCache(client: Client, queryClient: QueryClient): LiveCache {
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  let recent: { at: number; update: LiveUpdate }[] = [];
  let stale = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function merge({ runs, removed, curves }: LiveUpdate): void {
    for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: trpc.runs.list.pathKey() })) {
      const scope = scopeOf(queryKey);
      queryClient.setQueryData(
        trpc.runs.list.queryKey(scope),
        (rows) => rows && mergeRuns(rows, { runs, removed }, scope),
      );
    }
    for (const row of runs) {
      queryClient.setQueryData(
        trpc.runs.get.queryKey({ id: row.id }),
        (detail) => detail && { ...detail, ...row },
      );
    }
    for (const [runId, changed] of Map.groupBy(curves, (curve) => curve.runId)) {
      queryClient.setQueryData<RunCurves>(curvesKey(runId), (old) => old && mergeCurves(old, changed));
    }
  }

  function refresh(): void {
    timer = undefined;
    const ids = stale;
    stale = new Set();
    void queryClient.invalidateQueries({ queryKey: trpc.overview.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.sweeps.pathKey() });
    for (const id of ids) void queryClient.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id }) });
  }

  return {
    apply(update) {
      const now = Date.now();
      recent = [...recent.filter(({ at }) => now - at < keptMs), { at: now, update }];
      merge(update);
      for (const id of [...update.runs.map((row) => row.id), ...update.removed]) stale.add(id);
      if (update.runs.length + update.removed.length > 0) timer ??= setTimeout(refresh, refreshMs);
    },
    reapply() {
      const since = Date.now() - keptMs;
      const updates = recent.filter(({ at }) => at > since).map(({ update }) => update);
      if (updates.length > 0) merge(combine(updates));
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}

/** The input of a cached `runs.list` query, which its key holds beside its path. */
function scopeOf([, options]: QueryKey): Scope {
  const input = fieldOf(options, 'input');
  const sweepId = fieldOf(input, 'sweepId');
  const ids = fieldOf(input, 'ids');
  return {
    ...(typeof sweepId === 'number' ? { sweepId } : {}),
    ...(Array.isArray(ids) ? { ids: ids.filter((id) => typeof id === 'number') } : {}),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
