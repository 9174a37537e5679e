'use client';

import type { SweepDetail } from '@tenbin/contracts';
import { SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';

// The form brings the schemas of sweep files along: it is fetched when somebody opens it.
const AdjustForm = dynamic(async () => (await import('./adjust-form.tsx')).AdjustForm, {
  loading: () => <Skeleton className="h-70 w-full" />,
});

/** Opens the limits and the priority of a sweep, to be changed while it runs. */
export function AdjustButton({ sweep, disabled }: { sweep: SweepDetail; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Adjust the sweep"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button icon={<SlidersHorizontal className="size-3.5" aria-hidden />} disabled={disabled}>
          Adjust
        </Button>
      }
    >
      <AdjustForm sweep={sweep} onClose={() => setOpen(false)} />
    </Popover>
  );
}
