'use client';

import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { suggestionsFor } from './suggestions.ts';

interface FilterInputProps {
  runs: RunRow[];
  value: string;
  onChange: (value: string) => void;
}

/** The text of the filter, with what could be typed next below it. `/` goes there; arrows and Enter choose. */
export function FilterInput({ runs, value, onChange }: FilterInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useMemo(() => (open ? suggestionsFor(runs, value) : []), [open, runs, value]);
  const isOpen = suggestions.length > 0;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const change = (next: string) => {
    setActive(-1);
    setOpen(true);
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
      return;
    }
    if (event.key === 'ArrowDown' && !open) return setOpen(true);
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = suggestions[active];
    if (step !== undefined) {
      event.preventDefault();
      const places = suggestions.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      event.preventDefault();
      change(chosen.text);
    }
  };

  return (
    <div className="relative min-w-0 grow max-md:basis-full">
      <label className="flex h-(--control) items-center gap-2 rounded-control bg-surface px-2.5 text-text-3 shadow-[0_0_0_1px_var(--ctl)] focus-within:shadow-[0_0_0_2px_var(--accent)]">
        <Search className="size-3.5 shrink-0" aria-hidden />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-label="Filter runs"
          aria-expanded={isOpen}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Filter, as in optimizer:adam val_accuracy>0.9 verdict:overfitting"
          className="h-full w-full min-w-0 bg-transparent text-text outline-none placeholder:text-text-3 [&::-webkit-search-cancel-button]:hidden"
          value={value}
          onChange={({ target }) => change(target.value)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <kbd className="rounded-cell border border-line-2 px-1 font-sans text-micro max-md:hidden">/</kbd>
      </label>
      {isOpen && (
        <ul
          id={list}
          role="listbox"
          aria-label="What could be typed next"
          className="absolute inset-x-0 top-full z-40 mt-1 max-w-120 rounded-control bg-raised p-1 shadow-float"
        >
          {suggestions.map(({ word, note, text }, index) => (
            <li
              key={word}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === active}
              className={clsx(
                'flex h-8 cursor-pointer items-center gap-4 rounded-cell px-2 hover:bg-hover max-md:h-11',
                index === active && 'bg-hover',
              )}
              // The input keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                change(text);
              }}
            >
              <span className="truncate font-mono text-small text-text">{word}</span>
              <span className="ml-auto shrink-0 text-small text-text-3">{note}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
