'use client';

import type { ConfusionMatrix } from '@tenbin/contracts';
import { count, rate } from '../format/number.ts';
import { usePalette } from '../ui/palette.ts';
import { correctFill, mistakeFill } from './cell-fill.ts';
import { MatrixTable } from './matrix-table.tsx';

/** What the large figure of a cell is. */
export type MatrixMode = 'counts' | 'row';

export const matrixModes = [
  { value: 'counts', label: 'counts' },
  { value: 'row', label: 'by row' },
] as const;

interface ConfusionTableProps {
  matrix: ConfusionMatrix;
  mode: MatrixMode;
  name?: string;
  height?: number;
}

/** A confusion matrix: correct cells in blue by recall, mistakes in orange by their share of the worst. */
export function ConfusionTable({
  matrix,
  mode,
  name = 'Confusion matrix',
  height = 64,
}: ConfusionTableProps) {
  const palette = usePalette();
  const { classes, counts } = matrix;
  const worst = Math.max(0, ...counts.flatMap((row, index) => row.filter((_, column) => column !== index)));
  return (
    <MatrixTable
      name={name}
      classes={classes}
      height={height}
      cell={(trueClass, predictedClass) => {
        const row = counts[trueClass] ?? [];
        const images = row[predictedClass] ?? 0;
        const share = images / row.reduce((sum, each) => sum + each, 0);
        const right = trueClass === predictedClass;
        const [truth, prediction] = [classes[trueClass] ?? '', classes[predictedClass] ?? ''];
        return {
          fill: right ? correctFill(share, palette) : mistakeFill(images, worst, palette),
          value: mode === 'counts' ? count(images) : percent(share),
          note: mode === 'counts' ? percent(share) : count(images),
          label: `true ${truth}, predicted ${prediction}: ${count(images)}, ${rate(share)} of ${truth}`,
        };
      }}
    />
  );
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–';
}
