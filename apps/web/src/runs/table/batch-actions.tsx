'use client';

import { useMutation } from '@tanstack/react-query';
import { isTrial } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { Square, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { counted } from '../../format/number.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { FailureLine } from '../../ui/failure-line.tsx';
import { Popover } from '../../ui/popover.tsx';
import { isOpen } from '../facts.ts';
import { ExportMenu } from './export-menu.tsx';

interface BatchActionsProps {
  runs: RunRow[];
  /** Called with the ids that are gone. */
  onRemoved: (ids: number[]) => void;
}

/** What can be done with several runs at once, beside comparing them. */
export function BatchActions({ runs, onRemoved }: BatchActionsProps) {
  const trpc = useTRPC();
  const ids = runs.map(({ id }) => id);
  const running = runs.filter((run) => isTrial(run) && isOpen(run));
  const stop = useMutation(trpc.runs.control.mutationOptions());
  const remove = useMutation(trpc.runs.remove.mutationOptions({ onSuccess: onRemoved }));
  const stopAll = (): void => {
    for (const { id } of running) stop.mutate({ id, control: 'stop' });
  };
  return (
    <>
      <TagButton runs={runs} />
      <ExportMenu runs={runs} />
      {running.length > 0 && (
        <ConfirmButton
          label="Stop"
          size="small"
          icon={<Square className="size-3.5" aria-hidden />}
          action={`Stop ${counted(running.length, 'run')}`}
          disabled={stop.isPending}
          onConfirm={stopAll}
        >
          They end after their epoch; their best weights are kept.
        </ConfirmButton>
      )}
      <Button
        look="danger"
        size="small"
        icon={<Trash2 className="size-3.5" aria-hidden />}
        busy={remove.isPending}
        onClick={() => remove.mutate({ ids })}
      >
        Delete
      </Button>
      <FailureLine error={remove.error ?? stop.error} />
    </>
  );
}

function TagButton({ runs }: { runs: RunRow[] }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const label = useMutation(trpc.runs.label.mutationOptions());
  const ids = runs.map(({ id }) => id);
  const common = [...new Set(runs.flatMap(({ tags }) => tags))].toSorted();
  const add = (): void => {
    const tags = text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean);
    if (tags.length === 0) return;
    label.mutate({ ids, addTags: tags });
    setText('');
  };
  return (
    <Popover
      label="Tags of the selected runs"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={<Tag className="size-3.5" aria-hidden />}>
          Tag
        </Button>
      }
    >
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          aria-label="New tag"
          placeholder="New tag"
          className="h-(--control) min-w-0 grow rounded-control bg-surface px-2.5 shadow-[0_0_0_1px_var(--ctl)] outline-none focus:shadow-[0_0_0_2px_var(--accent)]"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" look="primary" busy={label.isPending}>
          Add
        </Button>
      </form>
      {common.length > 0 && (
        <ul className="mt-3 flex flex-wrap gap-1.5" aria-label="Tags that they have">
          {common.map((tag) => (
            <li key={tag}>
              <Button
                size="small"
                aria-label={`Take off ${tag}`}
                onClick={() => label.mutate({ ids, removeTags: [tag] })}
              >
                {tag} ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FailureLine error={label.error} />
    </Popover>
  );
}
