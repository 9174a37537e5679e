import { useEffect, useRef } from 'react';
import { isTyping } from './use-key.ts';

/** Milliseconds within which the second key has to follow. */
const within = 1500;

/** Calls `act` with the key that is pressed soon after `first`, wherever the focus is but where something is written. */
export function useKeyAfter(first: string, act: (key: string) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    let pressedAt = -Infinity;
    const onKey = ({ key, metaKey, ctrlKey, altKey, repeat, target, timeStamp }: KeyboardEvent) => {
      if (metaKey || ctrlKey || altKey || repeat || isTyping(target)) return;
      const follows = timeStamp - pressedAt < within;
      pressedAt = !follows && key === first ? timeStamp : -Infinity;
      if (follows) latest.current(key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [first]);
}
