'use client';

import { useSyncExternalStore } from 'react';

const phone = '(max-width: 760px)';

/** Whether the page is shown on a phone's width. False on the server. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(phone);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(phone).matches,
    () => false,
  );
}
