import type { Row } from './benchmark.ts';

const heads = ['what', 'ours', 'peer', 'unit', 'ratio'];

/** The rows under their heads, numbers to the right. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const isText = (at: number): boolean => at === 0 || at === 3;
  return cells
    .map((row) =>
      row
        .map((cell, at) => (isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ what, ours, peer, unit, ratio }: Row): string[] {
  const other = typeof peer === 'number' ? figure(peer) : (peer ?? '–');
  return [what, figure(ours), other, unit, ratio === null ? '–' : `${ratio.toFixed(2)} ×`];
}

/** Three digits that count, and no more than the integer of a large number. */
function figure(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  const digits = 2 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(4, Math.max(0, digits)));
}
