'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { metric } from '../../format/number.ts';
import { mostCompared } from '../../runs/table/batch-bar.tsx';
import { VerdictBadge } from '../../runs/verdict-badge.tsx';
import { useTRPC } from '../../trpc/client.ts';
import { failureOf } from '../../trpc/failure.ts';
import { Button } from '../../ui/button.tsx';

/** Runs listed at once; the rest is found by typing. */
const listed = 50;

/** A list of all runs, to tick those that are compared. */
export function AddRuns({ chosen, onChange }: { chosen: number[]; onChange: (ids: number[]) => void }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const query = useQuery(trpc.runs.list.queryOptions({}, { enabled: open }));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (query.data ?? [])
    .filter(({ name, sweepName, id }) => {
      const all = `${name} ${sweepName} #${id}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .toSorted((a, b) => b.id - a.id);
  const full = chosen.length >= mostCompared;

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button icon={<Plus className="size-3.5" aria-hidden />}>Add runs</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Add runs"
          className="z-50 w-[min(440px,calc(100vw-24px))] rounded-card bg-raised shadow-float"
        >
          <input
            type="search"
            aria-label="Find a run"
            placeholder="Find by name, sweep or #number"
            className="h-11 w-full border-b border-line bg-transparent px-4 outline-none placeholder:text-text-3"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <ul className="max-h-80 overflow-y-auto p-1">
            {found.slice(0, listed).map((run) => {
              const on = chosen.includes(run.id);
              return (
                <li key={run.id}>
                  <label className="flex h-9 cursor-pointer items-center gap-2 rounded-control px-3 hover:bg-hover max-md:h-11">
                    <input
                      type="checkbox"
                      className="size-3.5 shrink-0 accent-accent"
                      checked={on}
                      disabled={!on && full}
                      onChange={() =>
                        onChange(on ? chosen.filter((id) => id !== run.id) : [...chosen, run.id])
                      }
                    />
                    <span className="min-w-0 grow truncate">
                      <span className="font-name">{run.name}</span>{' '}
                      <span className="text-small text-text-3">
                        #{run.id} {run.sweepName}
                      </span>
                    </span>
                    <VerdictBadge run={run} />
                    <span className="w-13 text-right text-text-2">{metric(run.best?.val_accuracy)}</span>
                  </label>
                </li>
              );
            })}
          </ul>
          <p role="status" className="px-4 pt-1 pb-3 text-small text-text-3">
            {query.error ? failureOf(query.error).message : statusOf(query.isLoading, found.length, full)}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function statusOf(loading: boolean, found: number, full: boolean): string {
  if (loading) return 'Loading runs';
  if (full) return `${mostCompared} runs are chosen: no more can be compared at once.`;
  if (found === 0) return 'No run matches.';
  return found > listed
    ? `The latest ${listed} of ${found}. Type to find others.`
    : 'Figures are val_accuracy at the best epoch.';
}
