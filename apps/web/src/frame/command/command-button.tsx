'use client';

import { Search } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { openCommands } from './commands.tsx';

/** Opens the palette; its keys stand beside it. */
export function CommandButton() {
  return (
    <Button
      look="quiet"
      size="small"
      aria-label="Go to a page, run or sweep"
      title="Go to a page, run or sweep"
      icon={<Search className="size-3.5" aria-hidden />}
      onClick={openCommands}
    >
      <kbd className="rounded-cell border border-line-2 px-1 font-sans text-micro text-text-3 max-md:hidden">
        ⌘K
      </kbd>
    </Button>
  );
}
