'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Fill } from '../ui/ramp.ts';

export interface MatrixCell {
  fill: Fill;
  value: ReactNode;
  note?: ReactNode;
  /** What the cell says to those who do not see where it stands. */
  label: string;
}

interface MatrixTableProps {
  name: string;
  classes: readonly string[];
  cell: (trueClass: number, predictedClass: number) => MatrixCell;
  /** Height of a cell in px. */
  height?: number;
}

const moves: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A square table over classes: true down, predicted across, correct cells outlined. Arrow keys walk it. */
export function MatrixTable({ name, classes, cell, height = 64 }: MatrixTableProps) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const dense = classes.length > 6;

  function walk(event: KeyboardEvent<HTMLTableElement>): void {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const inside = (index: number) => Math.min(classes.length - 1, Math.max(0, index));
    const next = [inside(at[0] + move[0]), inside(at[1] + move[1])] as const;
    setAt(next);
    event.currentTarget.rows[next[0] + 1]?.cells[next[1] + 1]?.focus();
  }

  return (
    <div className="overflow-x-auto p-px">
      <table
        aria-label={name}
        className="w-full table-fixed border-separate border-spacing-0.5 text-small"
        onKeyDown={walk}
      >
        <colgroup>
          <col style={{ width: 84 }} />
          {classes.map((each) => (
            <col key={each} style={{ minWidth: 44 }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <td className="pr-2 text-right text-micro whitespace-nowrap text-text-3">true ↓ pred. →</td>
            {classes.map((each) => (
              <th key={each} scope="col" className="h-6 truncate font-normal text-text-3" title={each}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((trueName, row) => (
            <tr key={trueName}>
              <th scope="row" className="truncate pr-2 text-right font-normal text-text-3" title={trueName}>
                {trueName}
              </th>
              {classes.map((predictedName, column) => {
                const { fill, value, note, label } = cell(row, column);
                return (
                  <td
                    key={predictedName}
                    tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                    aria-label={label}
                    title={label}
                    onFocus={() => setAt([row, column])}
                    className={clsx(
                      'rounded-[3px] p-1 text-center leading-[1.2] focus-visible:outline-offset-1 focus-visible:outline-text',
                      row === column &&
                        'shadow-[inset_0_0_0_1px_color-mix(in_srgb,currentColor_35%,transparent)]',
                    )}
                    style={{ height: dense ? 36 : height, ...fill }}
                  >
                    <b className={clsx('font-name', dense ? 'text-small' : 'text-[16px]')}>{value}</b>
                    {!dense && note !== undefined && <span className="block text-micro">{note}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
