'use client';

import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCallback } from 'react';
import { runColumns, spareClass } from './columns.tsx';
import { RunsRow } from './runs-row.tsx';
import type { RunsTableProps, TableFacts } from './table-props.ts';
import { nextSort } from './sorting.ts';
import { useRowCurves } from './use-row-curves.ts';
import { useWindow } from './use-window.ts';

const rowHeight = 32;
const selectWidth = 62;
/** Of the table with its usual columns, and of each further one. */
const leastWidth = 1060;
const settingWidth = 104;

/** The table of wide screens. */
export function RunsGrid(props: RunsTableProps & { facts: TableFacts }) {
  const { runs, sort, onSort, shown, selected, onSelect, onSelectAll, facts } = props;
  const { columns = runColumns } = props;
  const wider = Math.max(0, columns.length - runColumns.length);
  const view = useWindow<HTMLTableSectionElement>(runs.length, rowHeight);
  const { list, rows, above, below } = view;
  const curves = useRowCurves(runs, view);
  const allSelected = runs.length > 0 && runs.every(({ id }) => selected.has(id));
  const toggleAll = useCallback(() => onSelectAll(!allSelected), [onSelectAll, allSelected]);
  const spacer = (height: number) =>
    height > 0 && (
      <tr aria-hidden>
        <td colSpan={columns.length + 1} style={{ height, padding: 0 }} />
      </tr>
    );

  return (
    <div
      className={clsx(
        'rounded-card bg-surface shadow-[0_0_0_1px_var(--line)]',
        wider > 0 ? 'overflow-x-auto' : 'max-[1319px]:overflow-x-auto',
      )}
    >
      <table
        aria-label="Runs"
        aria-rowcount={runs.length + 1}
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: leastWidth + wider * settingWidth }}
      >
        <colgroup>
          <col style={{ width: selectWidth }} />
          {columns.map(({ head, width, spare = false }) => (
            <col
              key={head}
              className={clsx(spare && spareClass)}
              style={width === undefined ? undefined : { width }}
            />
          ))}
        </colgroup>
        <thead className={clsx(wider === 0 && 'min-[1320px]:sticky min-[1320px]:top-12 min-[1320px]:z-10')}>
          <tr aria-rowindex={1} className="text-small text-text-3">
            <th scope="col" className="h-8 rounded-tl-card border-b border-line bg-surface pl-3 text-left">
              <input
                type="checkbox"
                aria-label="Select all runs"
                className="size-3.5 align-[-2px] accent-accent"
                checked={allSelected}
                onChange={toggleAll}
              />
            </th>
            {columns.map(({ head, key: sortKey, numeric = false, spare = false, hint }, index) => {
              const sorted = sortKey === sort.key;
              const direction = sort.descending ? 'descending' : 'ascending';
              return (
                <th
                  key={head}
                  scope="col"
                  aria-sort={sorted ? direction : undefined}
                  className={clsx(
                    'h-8 border-b border-line bg-surface px-2 font-normal whitespace-nowrap',
                    numeric ? 'text-right' : 'text-left',
                    spare && spareClass,
                    index === columns.length - 1 && 'rounded-tr-card pr-4',
                  )}
                >
                  {sortKey === null ? (
                    head
                  ) : (
                    <button
                      type="button"
                      title={hint}
                      className={clsx(
                        'inline-flex items-center gap-0.5 hover:text-text',
                        sorted && 'font-name text-text',
                      )}
                      onClick={() => onSort(nextSort(sort, sortKey))}
                    >
                      {head}
                      {sorted &&
                        (sort.descending ? (
                          <ArrowDown className="size-3" aria-hidden />
                        ) : (
                          <ArrowUp className="size-3" aria-hidden />
                        ))}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody ref={list}>
          {spacer(above)}
          {rows.map(({ index }) => {
            const run = runs[index];
            return (
              run && (
                <RunsRow
                  key={run.id}
                  run={run}
                  columns={columns}
                  index={index}
                  paint={shown.paints.get(run.id)}
                  curves={curves.get(run.id)}
                  selected={selected.has(run.id)}
                  facts={facts}
                  onToggle={shown.toggle}
                  onSelect={onSelect}
                />
              )
            );
          })}
          {spacer(below)}
        </tbody>
      </table>
    </div>
  );
}
