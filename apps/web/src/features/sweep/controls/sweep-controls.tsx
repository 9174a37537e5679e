'use client';

import type { SweepControl, SweepDetail } from '@tenbin/contracts';
import { OctagonX, Square, Trash2 } from 'lucide-react';
import { counted } from '../../../format/number.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';
import { TurnButton } from '../../../ui/turn-button.tsx';
import { AdjustButton } from './adjust-button.tsx';
import { useSweepControls } from './use-sweep-controls.ts';
import { whatGoes, whatStops } from './what-happens.ts';

/** Pause, resume, stop, change and remove a sweep. */
export function SweepControls({ sweep }: { sweep: SweepDetail }) {
  const { control, remove } = useSweepControls();
  const { id, status, method, counts } = sweep;
  const open = status === 'running' || status === 'paused';
  const turn = status === 'finished' ? null : status === 'running' ? 'pause' : 'resume';
  const stopping = status === 'stopped' && counts.running > 0;
  const pending = control.isPending || remove.isPending;
  const ask = (what: SweepControl) => ({
    busy: control.isPending && control.variables.control === what,
    disabled: pending,
    onClick: () => control.mutate({ id, control: what }),
  });
  const { onClick: stop, ...stopButton } = ask('stop');
  return (
    <>
      <FailureLine error={control.error ?? remove.error} />
      {(open || (status === 'finished' && method !== 'grid')) && (
        <AdjustButton sweep={sweep} disabled={pending} />
      )}
      {turn !== null && (
        <TurnButton
          turn={turn}
          look={status === 'paused' ? 'primary' : 'default'}
          byKey={open}
          {...ask(turn)}
        />
      )}
      {open && (
        <ConfirmButton
          look="danger"
          label="Stop"
          icon={<Square className="size-3.5" aria-hidden />}
          action="Stop the sweep"
          {...stopButton}
          onConfirm={stop}
        >
          {whatStops(sweep)}
        </ConfirmButton>
      )}
      {stopping && (
        <Button
          look="danger"
          icon={<OctagonX className="size-3.5" aria-hidden />}
          title={`Ends ${counted(counts.running, 'trial')} in the middle of the epoch`}
          {...ask('stop')}
        >
          Stop now
        </Button>
      )}
      <ConfirmButton
        bare
        look="quiet"
        size="icon"
        label="Remove sweep"
        icon={<Trash2 className="size-3.5" aria-hidden />}
        action="Remove the sweep"
        busy={remove.isPending}
        disabled={pending}
        onConfirm={() => remove.mutate({ id })}
      >
        {whatGoes(sweep)}
      </ConfirmButton>
    </>
  );
}
