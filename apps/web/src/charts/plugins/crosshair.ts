import type { Chart, Plugin } from 'chart.js';
import { nearest } from '../../runs/curves.ts';
import { withAlpha } from '../../ui/ramp.ts';
import type { CrosshairOptions } from './options.ts';
import { isPoint } from './point.ts';

const epochs = new WeakMap<Chart<'line'>, number>();

/** Moves the crosshair of a chart to an epoch, or takes it away, and draws. */
export function moveCrosshair(chart: Chart<'line'>, epoch: number | null): void {
  if (epoch === (epochs.get(chart) ?? null)) return;
  if (epoch === null) epochs.delete(chart);
  else epochs.set(chart, epoch);
  chart.draw();
}

/** A line through the epoch under the pointer, with a dot on each curve. */
export const crosshair: Plugin<'line', CrosshairOptions> = {
  id: 'crosshair',
  afterDatasetsDraw(chart, _, { palette }) {
    const epoch = epochs.get(chart);
    const { ctx, chartArea, data, scales } = chart;
    const { x, y } = scales;
    if (epoch === undefined || !x || !y) return;
    const at = x.getPixelForValue(epoch);
    ctx.save();
    ctx.strokeStyle = withAlpha(palette.cross, 0.45);
    ctx.beginPath();
    ctx.moveTo(Math.round(at) + 0.5, chartArea.top);
    ctx.lineTo(Math.round(at) + 0.5, chartArea.bottom);
    ctx.stroke();
    for (const { data: values, borderColor } of data.datasets) {
      const points = values.filter((value) => isPoint(value));
      const steps = points.map((value) => value.x);
      const point = points[nearest(steps, epoch)];
      if (!isPoint(point) || !Number.isFinite(point.y) || typeof borderColor !== 'string') continue;
      ctx.beginPath();
      ctx.arc(x.getPixelForValue(point.x), y.getPixelForValue(point.y), 3, 0, 2 * Math.PI);
      ctx.fillStyle = borderColor;
      ctx.fill();
    }
    ctx.restore();
  },
};
