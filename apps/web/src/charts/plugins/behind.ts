import type { Plugin, Scale } from 'chart.js';
import type { Line } from '../drawing.ts';
import { withAlpha } from '../../ui/ramp.ts';
import type { BehindOptions } from './options.ts';

const rawAlpha = 0.28;
const bandAlpha = 0.14;

/** What lies behind the lines: the raw one of a smoothed line, the band around a mean. */
export const behind: Plugin<'line', BehindOptions> = {
  id: 'behind',
  beforeDatasetsDraw({ ctx, chartArea, scales }, _, { lines }) {
    const { x, y } = scales;
    if (!x || !y) return;
    ctx.save();
    ctx.beginPath();
    ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
    ctx.clip();
    for (const line of lines) {
      drawBand(ctx, line, { x, y });
      drawRaw(ctx, line, { x, y });
    }
    ctx.restore();
  },
};

interface Scales {
  x: Scale;
  y: Scale;
}

function drawBand(ctx: CanvasRenderingContext2D, { band, color }: Line, { x, y }: Scales): void {
  if (band === undefined) return;
  const places = band.steps
    .map((step, at) => ({ step, low: band.low[at] ?? NaN, high: band.high[at] ?? NaN }))
    .filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  ctx.beginPath();
  for (const { step, high } of places) ctx.lineTo(x.getPixelForValue(step), y.getPixelForValue(high));
  for (const { step, low } of places.toReversed())
    ctx.lineTo(x.getPixelForValue(step), y.getPixelForValue(low));
  ctx.closePath();
  ctx.fillStyle = withAlpha(color, bandAlpha);
  ctx.fill();
}

function drawRaw(ctx: CanvasRenderingContext2D, { raw, color }: Line, { x, y }: Scales): void {
  if (raw === undefined) return;
  ctx.beginPath();
  let isDown = false;
  for (const [at, step] of raw.steps.entries()) {
    const value = raw.values[at] ?? NaN;
    const place: [number, number] = [x.getPixelForValue(step), y.getPixelForValue(value)];
    if (!Number.isFinite(value)) isDown = false;
    else if (isDown) ctx.lineTo(...place);
    else {
      ctx.moveTo(...place);
      isDown = true;
    }
  }
  ctx.lineWidth = 1;
  ctx.strokeStyle = withAlpha(color, rawAlpha);
  ctx.stroke();
}
