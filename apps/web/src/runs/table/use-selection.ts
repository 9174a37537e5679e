'use client';

import { useCallback, useState } from 'react';

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
