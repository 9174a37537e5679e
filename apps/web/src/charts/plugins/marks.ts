import type { Chart, Plugin } from 'chart.js';
import type { Mark } from '../drawing.ts';
import { canvasFont } from './canvas-font.ts';
import type { MarksOptions } from './options.ts';

/** Marked epochs as dashed lines with a label, and the washed region from the onset to the end. */
export const marks: Plugin<'line', MarksOptions> = {
  id: 'marks',
  beforeDatasetsDraw(chart, _, { region, palette }) {
    const x = chart.scales['x'];
    if (region === null || !x) return;
    const { top, bottom } = chart.chartArea;
    const from = x.getPixelForValue(region.from);
    chart.ctx.fillStyle = palette.region;
    chart.ctx.fillRect(from, top, x.getPixelForValue(region.to) - from, bottom - top);
  },
  afterDatasetsDraw(chart, _, { marks: all, palette }) {
    for (const mark of all) drawMark(chart, mark, palette.surface);
  },
};

function drawMark({ ctx, chartArea, scales }: Chart<'line'>, mark: Mark, surface: string): void {
  const { x, y } = scales;
  if (!x || !y) return;
  const at = Math.round(x.getPixelForValue(mark.epoch)) + 0.5;
  ctx.save();
  ctx.font = canvasFont;
  ctx.strokeStyle = mark.color;
  ctx.fillStyle = mark.color;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  ctx.moveTo(at, chartArea.top);
  ctx.lineTo(at, chartArea.bottom);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.textAlign = mark.side === 'left' ? 'right' : 'left';
  ctx.fillText(mark.label, at + (mark.side === 'left' ? -5 : 5), chartArea.top + 9);
  if (mark.ring) {
    ctx.beginPath();
    ctx.arc(at - 0.5, y.getPixelForValue(mark.ring.value), 3.5, 0, 2 * Math.PI);
    ctx.fillStyle = surface;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = mark.ring.color;
    ctx.stroke();
  }
  ctx.restore();
}
