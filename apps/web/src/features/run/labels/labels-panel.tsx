'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunDetail } from '@tenbin/contracts';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '../../../trpc/client.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/card.tsx';
import { FailureLine } from '../../../ui/failure-line.tsx';
import { Field, inputClass } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { changeOf } from './label-change.ts';
import type { WrittenLabels } from './label-change.ts';

/** Name, tags and notes of a run, and the way to change them. */
export function LabelsPanel({ run }: { run: RunDetail }) {
  const [editing, setEditing] = useState(false);
  return (
    <Panel
      title="Notes and tags"
      className="col-span-12 max-lg:col-span-6 max-md:col-span-1"
      actions={
        editing ? undefined : (
          <Button
            look="quiet"
            size="small"
            icon={<Pencil className="size-3.5" aria-hidden />}
            onClick={() => setEditing(true)}
          >
            Edit
          </Button>
        )
      }
    >
      {editing ? <LabelsForm run={run} onDone={() => setEditing(false)} /> : <Labels run={run} />}
    </Panel>
  );
}

function Labels({ run: { notes, tags } }: { run: RunDetail }) {
  return (
    <>
      {tags.length > 0 && (
        <ul aria-label="Tags" className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="rounded-full bg-sunken px-2 py-0.5 text-small text-text-2">
              {tag}
            </li>
          ))}
        </ul>
      )}
      {notes === '' && tags.length === 0 ? (
        <p className="text-text-3">Nothing is noted down about this run.</p>
      ) : (
        <p className="max-w-[80ch] whitespace-pre-line [overflow-wrap:anywhere]">{notes}</p>
      )}
    </>
  );
}

function LabelsForm({ run, onDone }: { run: RunDetail; onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id } = run;
  const [written, setWritten] = useState<WrittenLabels>({
    name: run.name,
    tags: run.tags.join(', '),
    notes: run.notes,
  });
  const set = (part: Partial<WrittenLabels>): void => setWritten({ ...written, ...part });
  const label = useMutation(
    trpc.runs.label.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id }) });
        onDone();
      },
    }),
  );
  const save = (): void => {
    const change = changeOf(run, written);
    if (change === null) onDone();
    else label.mutate({ ids: [id], ...change });
  };
  return (
    <form
      className="flex max-w-2xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Name">
        {(ids) => <TextInput ids={ids} value={written.name} onChange={(name) => set({ name })} />}
      </Field>
      <Field label="Tags" hint="With commas between">
        {(ids) => <TextInput ids={ids} value={written.tags} onChange={(tags) => set({ tags })} />}
      </Field>
      <Field label="Notes">
        {(ids) => (
          <textarea
            id={ids.id}
            rows={5}
            value={written.notes}
            onChange={({ target }) => set({ notes: target.value })}
            aria-describedby={ids.noteId}
            className={inputClass(ids.invalid, 'h-auto! w-full py-2')}
          />
        )}
      </Field>
      <FailureLine error={label.error} />
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button size="small" look="primary" type="submit" busy={label.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
