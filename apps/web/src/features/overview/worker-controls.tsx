'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkerControl, WorkerRow } from '@tenbin/contracts';
import { Pause, Play, Square } from 'lucide-react';
import { counted } from '../../format/number.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { FailureLine } from '../../ui/failure-line.tsx';

/** Pause, resume and stop a worker. */
export function WorkerControls({ worker }: { worker: WorkerRow }) {
  const { id, host, state } = worker;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const control = useMutation(
    trpc.workers.control.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.overview.page.queryKey() }),
    }),
  );
  const ask = (what: WorkerControl) => ({
    busy: control.isPending && control.variables.control === what,
    disabled: control.isPending || state === 'stopping',
    onClick: () => control.mutate({ id, control: what }),
  });
  const { onClick: stop, ...stopButton } = ask('stop');
  const [turn, Icon] = state === 'paused' ? (['resume', Play] as const) : (['pause', Pause] as const);
  const words = `${turn === 'pause' ? 'Pause' : 'Resume'} worker ${host}`;
  return (
    <>
      <Button
        look="quiet"
        size="small-icon"
        aria-label={words}
        title={words}
        icon={<Icon className="size-3.5" aria-hidden />}
        {...ask(turn)}
      />
      <ConfirmButton
        bare
        look="quiet"
        size="small-icon"
        label={`Stop worker ${host}`}
        icon={<Square className="size-3.5" aria-hidden />}
        action="Stop the worker"
        {...stopButton}
        onConfirm={stop}
      >
        {whatStops(worker)}
      </ConfirmButton>
      <FailureLine error={control.error} />
    </>
  );
}

function whatStops({ host, running }: WorkerRow): string {
  if (running === 0) return `The worker on ${host} ends. It trains nothing now.`;
  const go = running === 1 ? 'goes' : 'go';
  return `The worker on ${host} ends. Its ${counted(running, 'trial')} ${go} back to the queue and on from the last checkpoint elsewhere.`;
}
