import type { Plugin } from 'chart.js';
import { isPoint } from './point.ts';

/** An × at the last finite point of a line that breaks off in NaN or ∞. */
export const brokenEnds: Plugin<'line'> = {
  id: 'brokenEnds',
  afterDatasetsDraw({ ctx, data, scales }) {
    const { x, y } = scales;
    if (!x || !y) return;
    ctx.save();
    ctx.lineWidth = 1.75;
    for (const { data: values, borderColor } of data.datasets) {
      const points = values.filter((value) => isPoint(value));
      const last = points.findLast((point) => Number.isFinite(point.y));
      if (!last || last === points.at(-1) || typeof borderColor !== 'string') continue;
      const [left, top] = [x.getPixelForValue(last.x), y.getPixelForValue(last.y)];
      ctx.strokeStyle = borderColor;
      ctx.beginPath();
      ctx.moveTo(left - 3.5, top - 3.5);
      ctx.lineTo(left + 3.5, top + 3.5);
      ctx.moveTo(left + 3.5, top - 3.5);
      ctx.lineTo(left - 3.5, top + 3.5);
      ctx.stroke();
    }
    ctx.restore();
  },
};
