'use client';

import type { ConfusionMatrix } from '@tenbin/contracts';
import { usePalette } from '../ui/palette.ts';
import { differenceFill } from './cell-fill.ts';
import { MatrixTable } from './matrix-table.tsx';

/** A − B cell by cell; both over the same classes. */
export function DifferenceTable({
  a,
  b,
  height = 64,
}: {
  a: ConfusionMatrix;
  b: ConfusionMatrix;
  height?: number;
}) {
  const palette = usePalette();
  const difference = (row: number, column: number) =>
    (a.counts[row]?.[column] ?? 0) - (b.counts[row]?.[column] ?? 0);
  const largest = Math.max(
    0,
    ...a.classes.flatMap((_, row) => a.classes.map((__, column) => Math.abs(difference(row, column)))),
  );
  return (
    <MatrixTable
      name="Difference of confusion matrices, A − B"
      classes={a.classes}
      height={height}
      cell={(row, column) => {
        const value = difference(row, column);
        const text = value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.abs(value)}`;
        const [truth, prediction] = [a.classes[row] ?? '', a.classes[column] ?? ''];
        return {
          fill: differenceFill(value, largest, palette),
          value: text,
          label: `true ${truth}, predicted ${prediction}: ${text}`,
        };
      }}
    />
  );
}
