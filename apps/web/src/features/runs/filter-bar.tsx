'use client';

import { isTrial } from '@tenbin/contracts';
import type { RunRow } from '@tenbin/contracts';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { standingOf, standings } from '../../runs/standing.ts';
import { StandingBadge } from '../../runs/verdict-badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { ChoiceMenuProps } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FilterInput } from './filter-input.tsx';
import { unknownIn } from './filters.ts';
import type { Filters } from './filters.ts';

// Menus bring a positioning engine: the table does not wait for it.
const ChoiceMenu = dynamic<ChoiceMenuProps>(async () => (await import('../../ui/menu.tsx')).ChoiceMenu, {
  ssr: false,
  loading: () => <Skeleton className="h-(--control) w-24 rounded-control" />,
});

interface FilterBarProps {
  runs: RunRow[];
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  /** What stands at the end of the bar. */
  children?: ReactNode;
}

/** Text, verdict or status, and sweep. */
export function FilterBar({ runs, filters, onChange, children }: FilterBarProps) {
  const options = useMemo(() => optionsOf(runs), [runs]);
  const unknown = unknownIn(runs, filters.text);
  const active = filters.text !== '' || filters.standing !== null || filters.sweep !== null;
  return (
    <div className="mt-4 mb-2 flex flex-wrap items-center gap-2" role="search">
      <FilterInput runs={runs} value={filters.text} onChange={(text) => onChange({ text })} />
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
      {children}
      {active && (
        <Button
          look="quiet"
          icon={<X className="size-3.5" aria-hidden />}
          onClick={() => onChange({ text: '', standing: null, sweep: null })}
        >
          Clear filters
        </Button>
      )}
      {unknown.length > 0 && (
        <p role="status" className="basis-full text-small text-text-2">
          No run has a setting or metric of the name {unknown.join(', ')}: it is looked for as text.
        </p>
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
