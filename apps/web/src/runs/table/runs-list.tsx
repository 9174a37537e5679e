'use client';

import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import Link from 'next/link';
import { figure } from '../../format/number.ts';
import { Balance } from '../balance.tsx';
import { epochsOf, gapAtEnd } from '../facts.ts';
import { standingOf } from '../standing.ts';
import { VerdictBadge } from '../verdict-badge.tsx';
import { BestOf, CurveCell } from './columns.tsx';
import type { RowContext } from './columns.tsx';
import type { RunsTableProps, TableFacts } from './table-props.ts';
import { SortSelect } from './sort-select.tsx';
import { RunSwatch } from './swatch.tsx';
import { useRowCurves } from './use-row-curves.ts';
import { useWindow } from './use-window.ts';

const rowHeight = 92;

/** The runs of a phone: a few lines each, the swatch is the eye. */
export function RunsList({
  runs,
  sort,
  onSort,
  shown,
  selected,
  onSelect,
  facts,
}: RunsTableProps & { facts: TableFacts }) {
  const view = useWindow<HTMLDivElement>(runs.length, rowHeight);
  const { list, rows, above, below } = view;
  const curves = useRowCurves(runs, view);
  return (
    <>
      <SortSelect sort={sort} onSort={onSort} />
      <div
        role="table"
        aria-label="Runs"
        aria-rowcount={runs.length}
        className="rounded-card bg-surface shadow-[0_0_0_1px_var(--line)]"
      >
        <div ref={list} role="rowgroup">
          <div style={{ height: above }} />
          {rows.map(({ index }) => {
            const run = runs[index];
            if (!run) return null;
            const context = { ...facts, paint: shown.paints.get(run.id), curves: curves.get(run.id) };
            return (
              <ListRow
                key={run.id}
                run={run}
                index={index}
                context={context}
                selected={selected.has(run.id)}
                onToggle={() => shown.toggle(run.id)}
                onSelect={(on) => onSelect(run.id, on)}
              />
            );
          })}
          <div style={{ height: below }} />
        </div>
      </div>
    </>
  );
}

interface ListRowProps {
  run: RunRow;
  index: number;
  context: RowContext;
  selected: boolean;
  onToggle: () => void;
  onSelect: (on: boolean) => void;
}

function ListRow({ run, index, context, selected, onToggle, onSelect }: ListRowProps) {
  const { best } = run;
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={clsx(
        'grid grid-cols-[36px_minmax(0,1fr)] border-b border-line py-2 pr-3 pl-1 last:border-b-0',
        selected && 'bg-accent-soft',
      )}
      style={{ height: rowHeight }}
    >
      <span role="cell" className="flex flex-col items-center justify-between">
        <button
          type="button"
          aria-label={`${context.paint ? 'Hide' : 'Show'} ${run.name} #${run.id}`}
          aria-pressed={context.paint !== undefined}
          className="flex size-9 items-center justify-center"
          onClick={onToggle}
        >
          <RunSwatch paint={context.paint} size={16} />
        </button>
        <input
          type="checkbox"
          aria-label={`Select ${run.name} #${run.id}`}
          className="mb-2 size-4.5 accent-accent"
          checked={selected}
          onChange={({ target }) => onSelect(target.checked)}
        />
      </span>
      <span role="cell" className="flex min-w-0 flex-col justify-center gap-0.5 text-[13px] text-text-2">
        <span className="flex items-center gap-2">
          <Link href={`/runs/${run.id}`} prefetch={false} className="truncate font-name text-text">
            {run.name}
          </Link>
          <span className="grow text-micro text-text-3">#{run.id}</span>
          <VerdictBadge run={run} />
          {standingOf(run) === 'running' && (
            <span className="-ml-1 text-micro text-text-3">{epochsOf(run)}</span>
          )}
        </span>
        <span className="flex gap-4 [&_span_span]:text-text">
          <span>
            val_accuracy <BestOf value={best?.val_accuracy} best={context.bestAccuracy} />
          </span>
          <span>
            val_loss <BestOf value={best?.val_loss} best={context.bestLoss} />
          </span>
        </span>
        <span className="flex items-center gap-4">
          <span>epoch {figure(best?.epoch)}</span>
          <span className="flex items-center gap-1.5">
            gap <Balance gap={gapAtEnd(run)} />
          </span>
          <span className="ml-auto">
            <CurveCell run={run} context={context} width={84} />
          </span>
        </span>
      </span>
    </div>
  );
}
