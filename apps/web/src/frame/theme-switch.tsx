'use client';

import { Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from '../ui/button.tsx';

/** From light to dark and back; until it is used, the system's theme is followed. */
export function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label="Light or dark"
      title="Light or dark"
      onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      icon={
        <>
          <Moon className="size-4 dark:hidden" strokeWidth={1.75} aria-hidden />
          <Sun className="hidden size-4 dark:block" strokeWidth={1.75} aria-hidden />
        </>
      }
    />
  );
}
