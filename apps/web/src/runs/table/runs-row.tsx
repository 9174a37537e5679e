'use client';

import type { RunRow } from '@tenbin/contracts';
import { clsx } from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { memo } from 'react';
import type { RunCurves } from '../curves.ts';
import type { Paint } from '../run-colours.ts';
import { spareClass } from './columns.tsx';
import type { RunColumn } from './columns.tsx';
import type { TableFacts } from './table-props.ts';

export interface RunsRowProps {
  run: RunRow;
  columns: readonly RunColumn[];
  /** Place in the list, from 0. */
  index: number;
  paint: Paint | undefined;
  curves: RunCurves | undefined;
  selected: boolean;
  facts: TableFacts;
  onToggle: (id: number) => void;
  onSelect: (id: number, on: boolean) => void;
}

/** A row of the table. It is drawn again only when something of it changed; a finished run's clock stands still. */
export const RunsRow = memo(DrawnRow, (before, after) => {
  const { facts: old, ...rest } = before;
  const { facts, ...next } = after;
  const ticks = after.run.status === 'running' && old.now !== facts.now;
  return !ticks && sameFields(rest, next) && sameFields({ ...old, now: 0 }, { ...facts, now: 0 });
});

function DrawnRow({ run, columns, index, paint, curves, selected, facts, onToggle, onSelect }: RunsRowProps) {
  const context = { ...facts, paint, curves };
  const EyeIcon = paint ? Eye : EyeOff;
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={clsx('group text-[12.5px]', selected ? 'bg-accent-soft' : 'hover:bg-hover')}
    >
      <td className="h-8 border-b border-line/60 pr-0 pl-3 whitespace-nowrap">
        <input
          type="checkbox"
          aria-label={`Select ${run.name} #${run.id}`}
          className="size-3.5 align-[-2px] accent-accent"
          checked={selected}
          onChange={({ target }) => onSelect(run.id, target.checked)}
        />
        <button
          type="button"
          aria-label={`${paint ? 'Hide' : 'Show'} ${run.name} #${run.id}`}
          aria-pressed={paint !== undefined}
          className="ml-1 inline-flex size-6 items-center justify-center align-middle text-text-3 hover:text-text"
          onClick={() => onToggle(run.id)}
        >
          <EyeIcon className="size-3.5" aria-hidden />
        </button>
      </td>
      {columns.map(({ head, numeric = false, spare = false, cell }, column) => (
        <td
          key={head}
          className={clsx(
            'h-8 truncate border-b border-line/60 px-2',
            numeric && 'text-right',
            spare && spareClass,
            column === columns.length - 1 && 'pr-4',
          )}
        >
          {cell(run, context)}
        </td>
      ))}
    </tr>
  );
}

function sameFields(a: object, b: object): boolean {
  const before = new Map(Object.entries(a));
  return Object.entries(b).every(([name, value]) => Object.is(before.get(name), value));
}
