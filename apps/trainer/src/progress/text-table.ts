import stringWidth from 'string-width';
import type { Paint, Style } from '../cli/output.ts';

/** Words of one cell in one colour. */
export interface Part {
  text: string;
  style?: Style;
}

export interface Column<Row> {
  title: string;
  align: 'left' | 'right';
  cell: (row: Row) => Part[];
  /** A column of a higher number goes first where the terminal is narrow; 0 stays. */
  rank: number;
  /** Characters that the column has at the least, so that it stands still while its cells change. */
  least?: number;
  /** Whether the column gives way when the others need the room. */
  shrinks?: boolean;
}

export interface Page {
  /** Characters of a line. */
  width: number;
  paint: Paint;
}

/** A shrinking column never gets smaller than this many characters; rather a column is left out. */
const leastWidth = 10;

/** Characters between two columns: where there is room, and where there is not. */
const wideGap = 2;
const narrowGap = 1;

/** A title line and a line for each row, none wider than the page. */
export function textTable<Row>(columns: Column<Row>[], rows: Row[], { width, paint }: Page): string[] {
  const shown = fitting(columns, rows, width);
  const natural = shown.reduce((sum, column) => sum + naturalWidth(column, rows) + wideGap, -wideGap);
  const gap = natural <= width ? wideGap : narrowGap;
  const widths = widthsOf(shown, rows, { width, gap });
  const line = (cells: Part[][]): string =>
    cells
      .map((parts, index) => pad(parts, shown[index]?.align ?? 'left', widths[index] ?? 0, paint))
      .join(' '.repeat(gap))
      .trimEnd();
  return [
    line(shown.map(({ title }) => [{ text: title, style: 'dim' }])),
    ...rows.map((row) => line(shown.map((column) => column.cell(row)))),
  ];
}

/** The columns that have room beside each other. */
function fitting<Row>(columns: Column<Row>[], rows: Row[], width: number): Column<Row>[] {
  const last = Math.max(...columns.map(({ rank }) => rank));
  if (room(columns, rows, narrowGap) <= width || last === 0) return columns;
  return fitting(
    columns.filter(({ rank }) => rank < last),
    rows,
    width,
  );
}

/** Characters that a line needs at the least. */
function room<Row>(columns: Column<Row>[], rows: Row[], gap: number): number {
  const needs = columns.map((column) =>
    Math.min(column.shrinks === true ? leastWidth : Infinity, naturalWidth(column, rows)),
  );
  return needs.reduce((sum, need) => sum + need, gap * (columns.length - 1));
}

function widthsOf<Row>(
  columns: Column<Row>[],
  rows: Row[],
  { width, gap }: { width: number; gap: number },
): number[] {
  const natural = columns.map((column) => naturalWidth(column, rows));
  const over = natural.reduce((sum, part) => sum + part, gap * (columns.length - 1)) - width;
  if (over <= 0) return natural;
  return natural.map((size, index) => (columns[index]?.shrinks ? Math.max(1, size - over) : size));
}

function naturalWidth<Row>({ title, cell, least = 0 }: Column<Row>, rows: Row[]): number {
  const wide = (parts: Part[]): number => parts.reduce((sum, { text }) => sum + stringWidth(text), 0);
  return rows.reduce((widest, row) => Math.max(widest, wide(cell(row))), Math.max(least, stringWidth(title)));
}

function pad(parts: Part[], align: 'left' | 'right', width: number, paint: Paint): string {
  const cut = cutTo(parts, width);
  const gap = ' '.repeat(Math.max(0, width - cut.reduce((sum, { text }) => sum + stringWidth(text), 0)));
  const painted = joined(cut, paint);
  return align === 'left' ? painted + gap : gap + painted;
}

export function joined(parts: Part[], paint: Paint): string {
  return parts.map(({ text, style }) => (style === undefined ? text : paint(style, text))).join('');
}

/** `parts` in at most `width` characters, with … where something is missing. */
export function cutTo(parts: Part[], width: number): Part[] {
  const whole = parts.reduce((sum, { text }) => sum + stringWidth(text), 0);
  if (whole <= width) return parts;
  let left = width - 1;
  const kept = parts.map(({ text, ...rest }) => {
    let piece = '';
    for (const { segment } of new Intl.Segmenter().segment(text)) {
      if (stringWidth(segment) > left) left = 0;
      else {
        left -= stringWidth(segment);
        piece += segment;
      }
    }
    return { ...rest, text: piece };
  });
  return [...kept, { text: '…' }];
}
