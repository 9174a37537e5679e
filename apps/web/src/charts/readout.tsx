import { metric } from '../format/number.ts';
import { valueAt } from '../runs/curves.ts';
import type { Line } from './drawing.ts';

/** Lines that a readout has room for. */
const mostRows = 14;

/** What the lines say at an epoch, the highest first. */
export function Readout({ title, epoch, lines }: { title: string; epoch: number; lines: readonly Line[] }) {
  const rows = lines
    .map((line) => ({ ...line, value: valueAt(line.points, epoch) }))
    .filter((row) => row.value !== null)
    .toSorted((a, b) => (b.value ?? NaN) - (a.value ?? NaN));
  return (
    <div className="text-small leading-[18px]">
      <div className="mb-0.5 flex justify-between gap-3 text-micro text-text-3">
        <span>epoch {epoch}</span>
        <span>{title}</span>
      </div>
      {rows.slice(0, mostRows).map(({ label, color, value, dashed = false, format = metric }) => (
        <div key={label} className="flex items-center gap-2 whitespace-nowrap">
          <LineSwatch color={color} dashed={dashed} />
          <span className="max-w-44 truncate">{label}</span>
          <b className="ml-auto pl-3 font-name">{format(value)}</b>
        </div>
      ))}
      {rows.length > mostRows && <div className="text-text-3">and {rows.length - mostRows} below</div>}
      {rows.length === 0 && <div className="text-text-3">no value</div>}
    </div>
  );
}

/** A short piece of a line, in its colour. */
export function LineSwatch({ color, dashed = false }: { color: string; dashed?: boolean }) {
  return (
    <svg width="14" height="3" aria-hidden className="shrink-0">
      <path d="M0 1.5H14" stroke={color} strokeWidth="3" strokeDasharray={dashed ? '5 3' : undefined} />
    </svg>
  );
}
