import { useEffect, useRef } from 'react';

/** Calls `act` when `key` is pressed by itself, wherever the focus is but where something is written. */
export function useKey(key: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const alone = !event.metaKey && !event.ctrlKey && !event.altKey && !event.repeat;
      if (event.key === key && alone && !isTyping(event.target)) latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key]);
}

/** Whether keys pressed there are written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select') !== null;
}
