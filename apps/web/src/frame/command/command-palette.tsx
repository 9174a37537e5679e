'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTRPC } from '../../trpc/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { places } from '../nav.ts';
import { entriesOf, found } from './entries.ts';
import type { Entry } from './entries.ts';

const pages = [...places, { name: 'New sweep', href: '/sweeps/new' }];

/** Goes to any page, run or sweep by its name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const runs = useQuery(trpc.runs.list.queryOptions({}));
  const sweeps = useQuery(trpc.sweeps.list.queryOptions());
  const list = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const entries = useMemo(
    () => entriesOf({ pages, runs: runs.data ?? [], sweeps: sweeps.data ?? [] }),
    [runs.data, sweeps.data],
  );
  const shown = useMemo(() => found(entries, typed), [entries, typed]);

  const choose = ({ href }: Entry): void => {
    onClose();
    if (href === null) setTheme(resolvedTheme === 'dark' ? 'light' : 'dark');
    else router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entry = shown[active];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      setActive((active + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault();
      choose(entry);
    }
  };

  return (
    <Dialog title="Go to" onClose={onClose}>
      <label className="flex h-12 items-center gap-2.5 border-b border-line px-4 text-text-3">
        <Search className="size-4 shrink-0" aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Page, run or sweep"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={shown.length > 0 ? `${list}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Page, run or sweep"
          className="h-full w-full bg-transparent text-text outline-none placeholder:text-text-3"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <ul id={list} role="listbox" aria-label="Found" className="max-h-96 overflow-y-auto p-1">
        {shown.map((entry, index) => (
          <li
            key={entry.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={clsx(
              'flex h-9 cursor-pointer items-center gap-3 rounded-control px-3 hover:bg-hover max-md:h-11',
              index === active && 'bg-hover',
            )}
            onClick={() => choose(entry)}
          >
            <span className="truncate font-name">{entry.name}</span>
            <span className="truncate text-small text-text-3">{entry.note}</span>
            <span className="ml-auto text-small text-text-3">{entry.kind}</span>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p role="status" className="px-4 pb-4 text-text-2">
          {runs.isLoading ? 'Loading …' : 'Nothing of that name.'}
        </p>
      )}
    </Dialog>
  );
}
