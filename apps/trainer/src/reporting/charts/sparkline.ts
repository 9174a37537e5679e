import type { History } from '@tenbin/contracts';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { placeOf, reachOf } from './scale.ts';

const size = { width: 84, height: 24, edge: 2 };
const steps = '▁▂▃▄▅▆▇█';
/** Characters of a curve in a line of text. */
const textWidth = 24;

/** loss and val_loss without axes, with the best epoch as a dot. */
export function sparkline({ loss, val_loss }: History, bestEpoch: number | null): Markup {
  const epochs = Math.max(1, val_loss.length, loss.length);
  const domain = reachOf([...loss, ...val_loss]);
  const x = (epoch: number): number =>
    size.edge + (placeOf(epoch, [1, epochs]) / 100) * (size.width - 2 * size.edge);
  const y = (value: number): number =>
    size.edge + (1 - placeOf(value, domain) / 100) * (size.height - 2 * size.edge);
  const path = (values: number[]): string =>
    values
      .flatMap((value, index) =>
        Number.isFinite(value) ? [`${x(index + 1).toFixed(1)} ${y(value).toFixed(1)}`] : [],
      )
      .map((point, index) => (index === 0 ? 'M' : 'L') + point)
      .join('');
  const low = bestEpoch === null ? undefined : val_loss[bestEpoch - 1];
  return html`<svg
    class="spark"
    width="${size.width}"
    height="${size.height}"
    viewBox="0 0 ${size.width} ${size.height}"
    aria-hidden="true"
  >
    <path class="train" d="${path(loss)}" />
    <path d="${path(val_loss)}" />
    ${low === undefined || bestEpoch === null || !Number.isFinite(low) ? null : html`<circle cx="${x(bestEpoch).toFixed(1)}" cy="${y(low).toFixed(1)}" r="2.2" />`}
  </svg>`;
}

/** A curve in one line of text: each block is the mean of its part of the epochs. */
export function textCurve(values: readonly number[]): string {
  const width = Math.min(textWidth, values.length);
  const parts = Array.from({ length: width }, (_, index) => {
    const part = values.slice(
      Math.floor((index * values.length) / width),
      Math.floor(((index + 1) * values.length) / width),
    );
    const finite = part.filter(Number.isFinite);
    return finite.reduce((sum, value) => sum + value, 0) / finite.length;
  });
  const finite = parts.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return parts
    .map((value) => {
      if (!Number.isFinite(value)) return '×';
      const share = high > low ? (value - low) / (high - low) : 0;
      return steps[Math.min(steps.length - 1, Math.floor(share * steps.length))] ?? '';
    })
    .join('');
}
