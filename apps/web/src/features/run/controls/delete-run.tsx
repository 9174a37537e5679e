'use client';

import { useMutation } from '@tanstack/react-query';
import { Trash2, Undo2 } from 'lucide-react';
import { useTRPC } from '../../../trpc/client.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';
import { EmptyCard } from '../../../ui/states.tsx';

/** Deletes a run; the page then offers to bring it back. */
export function DeleteButton({ id, onRemoved }: { id: number; onRemoved: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.runs.remove.mutationOptions({ onSuccess: onRemoved }));
  return (
    <>
      <FailureLine error={remove.error} />
      <Button
        look="quiet"
        size="icon"
        aria-label="Delete the run"
        title="Delete the run"
        busy={remove.isPending}
        icon={<Trash2 className="size-3.5" aria-hidden />}
        onClick={() => remove.mutate({ ids: [id] })}
      />
    </>
  );
}

/** What stands in the place of a run that was deleted a moment ago. */
export function RemovedRun({ id, onRestored }: { id: number; onRestored: () => void }) {
  const trpc = useTRPC();
  const restore = useMutation(trpc.runs.restore.mutationOptions({ onSuccess: onRestored }));
  return (
    <EmptyCard
      title={`Run #${id} is deleted`}
      action={
        <>
          <Button
            look="primary"
            icon={<Undo2 className="size-3.5" aria-hidden />}
            busy={restore.isPending}
            onClick={() => restore.mutate({ ids: [id] })}
          >
            Undo
          </Button>
          <FailureLine error={restore.error} />
        </>
      }
    >
      It can be brought back for 30 days, here or with <code>tenbin trash restore run {id}</code>.
    </EmptyCard>
  );
}
