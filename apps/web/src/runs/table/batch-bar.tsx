'use client';

import { useMutation } from '@tanstack/react-query';
import type { RunRow } from '@tenbin/contracts';
import { GitCompareArrows, Undo2, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { counted } from '../../format/number.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FailureLine } from '../../ui/failure-line.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

// Popovers bring a positioning engine: the table does not wait for it. Without `loading` all of the page would.
const BatchActions = dynamic(async () => (await import('./batch-actions.tsx')).BatchActions, {
  loading: () => <Skeleton className="h-7 w-56 rounded-control" />,
});

/** More runs than this are not compared at once. */
export const mostCompared = 100;

interface BatchBarProps {
  /** The selected ones. */
  runs: RunRow[];
  onClear: () => void;
}

/** Floats at the bottom while runs are selected; after they were deleted it offers to bring them back. */
export function BatchBar({ runs, onClear }: BatchBarProps) {
  const [removed, setRemoved] = useState<number[]>([]);
  if (runs.length === 0) {
    return removed.length > 0 ? <Undo ids={removed} onDone={() => setRemoved([])} /> : null;
  }
  const tooMany = runs.length > mostCompared;
  return (
    <Bar label="Selected runs" note={counted(runs.length, 'run')} close="Clear selection" onClose={onClear}>
      {tooMany ? (
        <span className="text-small text-text-2">at most {mostCompared} can be compared</span>
      ) : (
        <ButtonLink
          look="primary"
          size="small"
          href={`/compare?runs=${runs.map(({ id }) => id).join(',')}`}
          icon={<GitCompareArrows className="size-3.5" aria-hidden />}
        >
          Compare
        </ButtonLink>
      )}
      <BatchActions
        runs={runs}
        onRemoved={(ids) => {
          setRemoved(ids);
          onClear();
        }}
      />
    </Bar>
  );
}

function Undo({ ids, onDone }: { ids: number[]; onDone: () => void }) {
  const trpc = useTRPC();
  const restore = useMutation(trpc.runs.restore.mutationOptions({ onSuccess: onDone }));
  const what = `${counted(ids.length, 'run')} deleted`;
  return (
    <Bar label="Deleted runs" note={what} close="Leave them deleted" onClose={onDone}>
      <Button
        size="small"
        look="primary"
        icon={<Undo2 className="size-3.5" aria-hidden />}
        busy={restore.isPending}
        onClick={() => restore.mutate({ ids })}
      >
        Undo
      </Button>
      <FailureLine error={restore.error} />
    </Bar>
  );
}

interface BarProps {
  label: string;
  note: string;
  /** What the cross does. */
  close: string;
  onClose: () => void;
  children: ReactNode;
}

function Bar({ label, note, close, onClose, children }: BarProps) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="sticky bottom-4 z-15 mx-auto mt-4 flex w-max max-w-full flex-wrap items-center gap-2 rounded-card bg-raised py-1.5 pr-2 pl-3.5 shadow-float max-md:fixed max-md:inset-x-3 max-md:bottom-18 max-md:w-auto"
    >
      <b className="mr-2 font-name" role="status">
        {note}
      </b>
      {children}
      <Button
        look="quiet"
        size="small-icon"
        className="ml-auto"
        aria-label={close}
        icon={<X className="size-3.5" aria-hidden />}
        onClick={onClose}
      />
    </div>
  );
}
