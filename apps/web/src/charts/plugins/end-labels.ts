import type { Chart, Plugin } from 'chart.js';
import { canvasFont } from './canvas-font.ts';
import type { EndLabelsOptions } from './options.ts';
import { isPoint } from './point.ts';

const lineHeight = 13;

/** The name of each line at its right end, pushed apart so that they can be read. */
export const endLabels: Plugin<'line', EndLabelsOptions> = {
  id: 'endLabels',
  afterDatasetsDraw(chart, _, { shown, palette }) {
    if (!shown) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.font = canvasFont;
    ctx.textAlign = 'left';
    const ends = endsOf(chart);
    // Lines that end together are named there; of others the names would lie on longer lines.
    const together = new Set(ends.map(({ left }) => left)).size === 1;
    const tops = spread(
      ends.map(({ top }) => top),
      chartArea.bottom,
    );
    for (const [index, { label, color, left: end }] of ends.entries()) {
      const left = together ? end : chartArea.right;
      const top = tops[index] ?? 0;
      ctx.fillStyle = color;
      ctx.fillRect(left + 6, top - 1, 5, 3);
      ctx.fillStyle = palette.text2;
      ctx.fillText(fitted(ctx, label, chart.width - left - 16), left + 14, top + 4);
    }
    ctx.restore();
  },
};

/** Tops (sorted, px) moved apart to the height of a line, and back up over the bottom edge. */
export function spread(tops: readonly number[], bottom: number): number[] {
  const down: number[] = [];
  for (const top of tops) down.push(Math.max(top, (down.at(-1) ?? -Infinity) + lineHeight));
  const over = Math.max(0, (down.at(-1) ?? 0) - bottom + 2);
  return down.map((top) => top - over);
}

interface End {
  label: string;
  color: string;
  /** Where the line ends, px. */
  left: number;
  top: number;
}

function endsOf({ data, chartArea, scales }: Chart<'line'>): End[] {
  const { x, y } = scales;
  if (!x || !y) return [];
  return data.datasets
    .flatMap(({ label = '', data: values, borderColor }) => {
      const last = values.findLast((value) => isPoint(value) && Number.isFinite(value.y));
      if (!isPoint(last) || typeof borderColor !== 'string') return [];
      const top = Math.min(chartArea.bottom, Math.max(chartArea.top, y.getPixelForValue(last.y)));
      return [{ label, color: borderColor, top, left: x.getPixelForValue(last.x) }];
    })
    .toSorted((a, b) => a.top - b.top);
}

function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end)}…`;
}
