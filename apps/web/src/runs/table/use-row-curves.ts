'use client';

import type { RunRow } from '@tenbin/contracts';
import { useMemo, useState } from 'react';
import { useCurves } from '../curve-query.tsx';
import type { RunCurves } from '../curves.ts';
import type { Window } from './use-window.ts';

/** The curves of the rows in sight; rows that fly past are not asked for. */
export function useRowCurves(
  runs: readonly RunRow[],
  { rows, moving }: Pick<Window<HTMLElement>, 'rows' | 'moving'>,
): ReadonlyMap<number, RunCurves> {
  const inSight = rows.flatMap(({ index }) => runs[index]?.id ?? []).join();
  const [settled, setSettled] = useState(inSight);
  if (!moving && settled !== inSight) setSettled(inSight);
  const ids = useMemo(() => (settled === '' ? [] : settled.split(',').map(Number)), [settled]);
  return useCurves(ids).curves;
}
