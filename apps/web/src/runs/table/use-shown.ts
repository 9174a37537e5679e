'use client';

import { parseAsArrayOf, parseAsInteger, useQueryState } from 'nuqs';
import { useCallback, useState } from 'react';
import { firstShown } from '../run-colours.ts';
import type { Paint } from '../run-colours.ts';
import { sameIds, usePaints } from '../use-paints.ts';

/** Which runs are drawn, and in which colours. */
export interface Shown {
  ids: number[];
  paints: ReadonlyMap<number, Paint>;
  /** Shows a hidden run or hides a shown one; from then on the address holds the choice. */
  toggle: (id: number) => void;
}

const parser = parseAsArrayOf(parseAsInteger);

/**
 * The shown runs of a list: those of the address (`?show=3,7`), else the first six.
 * @param ordered ids of the list from the top
 * @param resetKey a change of it, as of the sort, forgets which runs were the first
 */
export function useShown(ordered: readonly number[], resetKey: string): Shown {
  const [chosen, setChosen] = useQueryState('show', parser);
  const [first, setFirst] = useState<{ resetKey: string; ids: number[] }>({ resetKey, ids: [] });

  const ids = firstShown(first.resetKey === resetKey ? first.ids : [], ordered);
  const stays = first.resetKey === resetKey && sameIds(first.ids, ids);
  if (!stays) setFirst({ resetKey, ids });
  const shown = chosen ?? (stays ? first.ids : ids);

  const toggle = useCallback(
    (id: number) => void setChosen(shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id]),
    [shown, setChosen],
  );
  return { ids: shown, paints: usePaints(shown), toggle };
}
