'use client';

import { createContext, useCallback, useContext, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

interface Hover {
  get: () => number | null;
  set: (epoch: number | null) => void;
  subscribe: (changed: () => void) => () => void;
}

const HoverContext = createContext<Hover>(createHover());

/** Charts inside share one crosshair. */
export function HoverProvider({ children }: { children: ReactNode }) {
  const [hover] = useState(createHover);
  return <HoverContext value={hover}>{children}</HoverContext>;
}

/** The epoch under the pointer in any chart of the page, and how to change it. */
export function useHover(): [epoch: number | null, set: (epoch: number | null) => void] {
  const hover = useContext(HoverContext);
  const epoch = useSyncExternalStore(hover.subscribe, hover.get, () => null);
  return [epoch, useCallback((next) => hover.set(next), [hover])];
}

function createHover(): Hover {
  let epoch: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => epoch,
    set(next) {
      if (next === epoch) return;
      epoch = next;
      for (const listener of listeners) listener();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
