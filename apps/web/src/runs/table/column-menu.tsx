'use client';

import { Columns3 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ColumnPopoverProps } from './column-popover.tsx';

// Popovers bring a positioning engine: the table does not wait for it.
const ColumnPopover = dynamic<ColumnPopoverProps>(
  async () => (await import('./column-popover.tsx')).ColumnPopover,
  { ssr: false, loading: () => <Skeleton className="h-(--control) w-24 rounded-control" /> },
);

/** Chooses the columns of the table: the usual ones, and any setting. Phones have no columns. */
export function ColumnMenu(props: Omit<ColumnPopoverProps, 'icon'>) {
  return (
    <span className="max-md:hidden">
      <ColumnPopover icon={<Columns3 className="size-3.5" aria-hidden />} {...props} />
    </span>
  );
}
