'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunRow } from '@tenbin/contracts';
import { useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { HoverProvider } from '../../charts/hover.tsx';
import { count, counted } from '../../format/number.ts';
import { PageFrame, PageHead } from '../../frame/page-frame.tsx';
import { Welcome } from '../../frame/welcome.tsx';
import { ColumnMenu } from '../../runs/table/column-menu.tsx';
import { useColumns } from '../../runs/table/use-columns.ts';
import { BatchBar } from '../../runs/table/batch-bar.tsx';
import { RunsTable } from '../../runs/table/runs-table.tsx';
import { sortParser, useSorted } from '../../runs/table/sorting.ts';
import { useSelected, useSelection } from '../../runs/table/use-selection.ts';
import { useShown } from '../../runs/table/use-shown.ts';
import { useTRPC } from '../../trpc/client.ts';
import { Answer } from '../../ui/answer.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyCard } from '../../ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { filterRuns, settingsOf } from './filters.ts';
import { NoMatch } from './no-match.tsx';
import { RunsCharts } from './runs-charts.tsx';
import { RunsSkeleton } from './runs-skeleton.tsx';
import { useFilters } from './use-filters.ts';

/** Every run as a row that is also the legend of the charts above. */
export function RunsPage() {
  const trpc = useTRPC();
  const query = useQuery(trpc.runs.list.queryOptions({}));
  const [filters] = useFilters();
  const all = query.data?.length ?? 0;
  const left = useMemo(() => filterRuns(query.data ?? [], filters).length, [query.data, filters]);
  const counts = useQuery(trpc.overview.counts.queryOptions());
  if (query.data?.length === 0) {
    return (
      <PageFrame crumbs={[{ name: 'Runs' }]} busy={counts.isLoading}>
        {counts.data && counts.data.sweeps > 0 ? <OnlyQueued /> : <Welcome />}
      </PageFrame>
    );
  }
  return (
    <PageFrame crumbs={[{ name: 'Runs' }]} busy={query.isLoading}>
      <PageHead
        title="Runs"
        note={query.data && (left === all ? counted(all, 'run') : `${count(left)} of ${counted(all, 'run')}`)}
      />
      <Answer query={query} failed="The runs could not be read" loading={<RunsSkeleton />}>
        {(runs) => <Runs runs={runs} />}
      </Answer>
    </PageFrame>
  );
}

function OnlyQueued() {
  return (
    <>
      <PageHead title="Runs" />
      <EmptyCard
        title="No run has started yet"
        action={<ButtonLink href="/sweeps">Show the sweeps</ButtonLink>}
      >
        There are trials in the queue. A worker takes the next one when it is free.
      </EmptyCard>
    </>
  );
}

function Runs({ runs }: { runs: RunRow[] }) {
  const [sort, setSort] = useQueryState('sort', sortParser);
  const [filters, changeFilters] = useFilters();
  const selection = useSelection();
  const columns = useColumns();
  const matching = useMemo(() => filterRuns(runs, filters), [runs, filters]);
  const sorted = useSorted(matching, sort);
  const ordered = useMemo(() => sorted.map(({ id }) => id), [sorted]);
  const shown = useShown(ordered, JSON.stringify([sort, filters]));
  const { replace } = selection;
  const selected = useSelected(runs, selection);

  return (
    <HoverProvider>
      <RunsCharts runs={runs} shown={shown} />
      <FilterBar runs={runs} filters={filters} onChange={changeFilters}>
        <ColumnMenu columns={columns} settings={settingsOf(runs)} />
      </FilterBar>
      {sorted.length === 0 ? (
        <NoMatch runs={runs} filters={filters} onChange={changeFilters} />
      ) : (
        <RunsTable
          runs={sorted}
          sort={sort}
          onSort={(next) => void setSort(next)}
          shown={shown}
          selected={selection.ids}
          onSelect={selection.set}
          onSelectAll={(on) => replace(on ? ordered : [])}
          columns={columns.shown}
        />
      )}
      <BatchBar runs={selected} onClear={() => replace([])} />
    </HoverProvider>
  );
}
