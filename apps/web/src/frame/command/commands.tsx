'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useKey } from '../../ui/use-key.ts';

// A page does not wait for what is seldom opened.
const loading = () => null;
const CommandPalette = dynamic(async () => (await import('./command-palette.tsx')).CommandPalette, {
  loading,
});
const KeysList = dynamic(async () => (await import('./keys-list.tsx')).KeysList, { loading });

/** What the button of the top bar sends. */
const openEvent = 'tenbin:commands';

/** Opens the palette, from wherever on the page. */
export function openCommands(): void {
  window.dispatchEvent(new Event(openEvent));
}

/** The palette (⌘K, Ctrl+K) and the list of keys (?), over every page. */
export function Commands() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useKey('?', () => setOpen('keys'));
  useEffect(() => {
    const show = (): void => setOpen('palette');
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener(openEvent, show);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(openEvent, show);
    };
  }, []);
  const close = (): void => setOpen(null);
  if (open === 'palette') return <CommandPalette onClose={close} />;
  return open === 'keys' ? <KeysList onClose={close} /> : null;
}
