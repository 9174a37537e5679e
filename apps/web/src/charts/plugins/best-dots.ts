import type { Plugin } from 'chart.js';
import type { BestDotsOptions } from './options.ts';
import { isPoint } from './point.ts';

/** A dot on each line at its best epoch. */
export const bestDots: Plugin<'line', BestDotsOptions> = {
  id: 'bestDots',
  afterDatasetsDraw({ ctx, data, scales }, _, { epochs, palette }) {
    const { x, y } = scales;
    if (!x || !y) return;
    ctx.save();
    for (const [index, dataset] of data.datasets.entries()) {
      const epoch = epochs[index] ?? null;
      const point =
        epoch === null ? undefined : dataset.data.find((each) => isPoint(each) && each.x >= epoch);
      if (!isPoint(point) || !Number.isFinite(point.y) || typeof dataset.borderColor !== 'string') continue;
      ctx.beginPath();
      ctx.arc(x.getPixelForValue(point.x), y.getPixelForValue(point.y), 3, 0, 2 * Math.PI);
      ctx.fillStyle = dataset.borderColor;
      ctx.fill();
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = palette.surface;
      ctx.stroke();
    }
    ctx.restore();
  },
};
