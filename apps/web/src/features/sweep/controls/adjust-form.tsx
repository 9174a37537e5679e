'use client';

import { useMutation } from '@tanstack/react-query';
import type { SweepDetail } from '@tenbin/contracts';
import { useState } from 'react';
import { useTRPC } from '../../../trpc/client.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { adjustable, changesIn, textsOf } from './adjustment.ts';
import { useReadAgain } from './use-read-again.ts';

/** The limits and the priority of a sweep: what is changed is sent, the rest stays. */
export function AdjustForm({ sweep, onClose }: { sweep: SweepDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.sweeps.change.mutationOptions({ onSuccess: useReadAgain() }));
  const [texts, setTexts] = useState(() => textsOf(sweep));
  const { changes, problems } = changesIn(texts, sweep);
  const refused = Object.keys(changes).length === 0 || change.isPending;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!refused) change.mutate({ id: sweep.id, changes }, { onSuccess: onClose });
      }}
    >
      {adjustable(sweep).map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint} problem={problems.get(name)}>
          {(ids) => (
            <TextInput
              ids={ids}
              numeric
              value={texts[name]}
              placeholder={name === 'trials' || name === 'priority' ? '' : 'no limit'}
              onChange={(text) => setTexts((old) => ({ ...old, [name]: text }))}
            />
          )}
        </Field>
      ))}
      <FailureLine error={change.error} />
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" size="small" look="primary" busy={change.isPending} disabled={refused}>
          Save changes
        </Button>
      </div>
    </form>
  );
}
