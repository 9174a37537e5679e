'use client';

import { useState } from 'react';
import { assignPaints } from './run-colours.ts';
import type { Paint } from './run-colours.ts';

/** The paints of the shown runs; a run keeps its own for as long as it is shown. */
export function usePaints(ids: readonly number[]): ReadonlyMap<number, Paint> {
  const [paints, setPaints] = useState(() => assignPaints(new Map(), ids));
  if (sameIds([...paints.keys()], ids)) return paints;
  // State derived from what came before is set while rendering, as React advises.
  const next = assignPaints(paints, ids);
  setPaints(next);
  return next;
}

/** Whether two lists name the same runs in the same order. */
export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
