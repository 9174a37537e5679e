'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunDetail, SweepControl } from '@tenbin/contracts';
import { OctagonX, Square } from 'lucide-react';
import { isOpen, spanOf } from '../../../runs/facts.ts';
import { useTRPC } from '../../../trpc/client.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';
import { TurnButton } from '../../../ui/turn-button.tsx';

/** Pause, resume and stop a run; what was asked of it already stands beside them until it is done. */
export function RunControls({ run }: { run: RunDetail }) {
  const { id, control: asked } = run;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const control = useMutation(
    trpc.runs.control.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id }) }),
    }),
  );
  const ask = (what: SweepControl) => ({
    busy: control.isPending && control.variables.control === what,
    disabled: control.isPending,
    onClick: () => control.mutate({ id, control: what }),
  });
  const { onClick: stop, ...stopButton } = ask('stop');
  const turn = turnOf(run);
  return (
    <>
      <FailureLine error={control.error} />
      {asked !== null && (
        <span role="status" className="text-small text-text-2">
          {pendingWords[asked]}
        </span>
      )}
      {turn !== null && <TurnButton turn={turn} byKey={isOpen(run)} {...ask(turn)} />}
      {isOpen(run) && asked !== 'stop' && asked !== 'kill' && (
        <ConfirmButton
          look="danger"
          label="Stop"
          icon={<Square className="size-3.5" aria-hidden />}
          action="Stop the run"
          {...stopButton}
          onConfirm={stop}
        >
          {whatStops(run)}
        </ConfirmButton>
      )}
      {asked === 'stop' && (
        <Button
          look="danger"
          icon={<OctagonX className="size-3.5" aria-hidden />}
          title="Ends the run in the middle of its epoch"
          {...ask('stop')}
        >
          Stop now
        </Button>
      )}
    </>
  );
}

const pendingWords = {
  pause: 'Pauses after this epoch',
  stop: 'Stops after this epoch',
  kill: 'Is being ended',
} as const;

/** What trains can be paused; what waits, has ended before its time, or was asked to end and has not yet can go on. */
function turnOf(run: RunDetail): 'pause' | 'resume' | null {
  const { status, control } = run;
  if (control === 'kill' || status === 'finished' || status === 'pruned') return null;
  return isOpen(run) && status !== 'paused' && control === null ? 'pause' : 'resume';
}

function whatStops(run: RunDetail): string {
  const { status, epoch } = run;
  const epochs = spanOf(run);
  if (status === 'running')
    return `It ends after epoch ${epoch + 1} of ${epochs}; its best weights are kept.`;
  if (epoch === 0) return 'It is not begun.';
  return `It ends with ${epoch} of ${epochs} epochs; its best weights are kept.`;
}
