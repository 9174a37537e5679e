'use client';

import { isTrial } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { Search, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef } from 'react';
import { standingOf, standings } from '../../runs/standing.ts';
import { StandingBadge } from '../../runs/verdict-badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { ChoiceMenuProps } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Filters } from './filters.ts';

// Menus bring a positioning engine: the table does not wait for it.
const ChoiceMenu = dynamic<ChoiceMenuProps>(async () => (await import('../../ui/menu.tsx')).ChoiceMenu, {
  loading: () => <Skeleton className="h-(--control) w-24 rounded-control" />,
});

interface FilterBarProps {
  runs: RunRow[];
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}

/** Text, verdict or status, and sweep. `/` goes to the text. */
export function FilterBar({ runs, filters, onChange }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const options = useMemo(() => optionsOf(runs), [runs]);
  const active = filters.text !== '' || filters.standing !== null || filters.sweep !== null;
  return (
    <div className="mt-4 mb-2 flex flex-wrap items-center gap-2" role="search">
      <label className="flex h-(--control) min-w-0 grow items-center gap-2 rounded-control bg-surface px-2.5 text-text-3 shadow-[0_0_0_1px_var(--ctl)] focus-within:shadow-[0_0_0_2px_var(--accent)] max-md:basis-full">
        <Search className="size-3.5 shrink-0" aria-hidden />
        <input
          ref={input}
          type="search"
          aria-label="Filter runs"
          placeholder="Filter, as in adam or batchSize:16"
          className="h-full w-full min-w-0 bg-transparent text-text outline-none placeholder:text-text-3 [&::-webkit-search-cancel-button]:hidden"
          value={filters.text}
          onChange={({ target }) => onChange({ text: target.value })}
        />
        <kbd className="rounded-cell border border-line-2 px-1 font-sans text-micro max-md:hidden">/</kbd>
      </label>
      <ChoiceMenu
        label="Verdict"
        value={filters.standing}
        options={options.standings}
        onChange={(standing) => onChange({ standing })}
      />
      <ChoiceMenu
        label="Sweep"
        value={filters.sweep === null ? null : String(filters.sweep)}
        options={options.sweeps}
        onChange={(sweep) => onChange({ sweep: sweep === null ? null : Number(sweep) })}
      />
      {active && (
        <Button
          look="quiet"
          icon={<X className="size-3.5" aria-hidden />}
          onClick={() => onChange({ text: '', standing: null, sweep: null })}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

function optionsOf(runs: RunRow[]) {
  const byStanding = Map.groupBy(runs, standingOf);
  const bySweep = Map.groupBy(
    runs.filter((run) => isTrial(run)),
    ({ sweepId }) => sweepId,
  );
  return {
    standings: standings
      .filter((standing) => byStanding.has(standing))
      .map((standing) => ({
        value: standing,
        label: <StandingBadge standing={standing} />,
        count: byStanding.get(standing)?.length ?? 0,
      })),
    sweeps: [...bySweep]
      .toSorted(([a], [b]) => b - a)
      .map(([id, members]) => ({
        value: String(id),
        label: `${members[0]?.sweepName ?? 'sweep'} #${id}`,
        count: members.length,
      })),
  };
}
