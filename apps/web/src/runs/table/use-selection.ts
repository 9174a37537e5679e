'use client';

import type { RunRow } from '@tenbin/contracts';
import { useCallback, useMemo, useState } from 'react';

/** Runs ticked for a common action. */
export interface Selection {
  ids: ReadonlySet<number>;
  set: (id: number, on: boolean) => void;
  replace: (ids: readonly number[]) => void;
}

/** An empty selection to start with. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const set = useCallback((id: number, on: boolean) => {
    setIds((old) => {
      const next = new Set(old);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const replace = useCallback((next: readonly number[]) => setIds(new Set(next)), []);
  return { ids, set, replace };
}

/** The selected runs of a list, in its order; one that is deleted is no longer among them. */
export function useSelected(runs: RunRow[], { ids }: Selection): RunRow[] {
  return useMemo(() => runs.filter(({ id }) => ids.has(id)), [runs, ids]);
}
