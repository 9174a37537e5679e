import type { GeneralisationAt } from '@tenbin/contracts';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { metric, percent } from '../figures.ts';

const sides = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Reliability diagram (Guo et al. 2017): accuracy of the images of each tenth of confidence, against that confidence. */
export function reliabilityChart({ reliability, calibrationError }: GeneralisationAt): Markup {
  const width = 100 / reliability.length;
  const most = Math.max(1, ...reliability.map(({ count }) => count));
  const bars = reliability.map(({ count, accuracy, confidence }, index) => {
    if (count === 0) return null;
    const left = index * width + 0.5;
    const dash = html`<line
      class="said"
      x1="${left}%"
      x2="${left + width - 1}%"
      y1="${y(confidence)}%"
      y2="${y(confidence)}%"
    />`;
    // Few images say little: their bar is paler.
    const opacity = (0.35 + (0.65 * count) / most).toFixed(2);
    return html`<rect
        class="is"
        x="${left}%"
        width="${width - 1}%"
        y="${y(accuracy)}%"
        height="${round(100 - y(accuracy))}%"
        style="fill-opacity:${opacity}"
      />${dash}`;
  });
  return html`<figure
    class="reliability"
    role="img"
    aria-label="Reliability diagram: calibration error ${percent(calibrationError.value)}"
  >
    <div class="plot square">
      <div class="ys">
        ${sides.map((side) => html`<span style="top:${y(side)}%">${side.toFixed(1)}</span>`)}
      </div>
      <div class="area">
        <svg width="100%" height="100%">
          ${sides.map((side) => html`<line class="grid" x1="0" x2="100%" y1="${y(side)}%" y2="${y(side)}%" />`)}
          ${bars}
          <line class="ideal" x1="0" y1="100%" x2="100%" y2="0" />
        </svg>
      </div>
      <div class="xs">
        ${sides.map((side) => html`<span style="left:${round(side * 100)}%">${side.toFixed(1)}</span>`)}
      </div>
    </div>
    <div class="legend">
      <span><i style="background:var(--accent)"></i>accuracy</span
      ><span><i style="background:var(--overfitting)"></i>mean confidence</span
      ><span class="faint">pale: few images; ECE ${metric(calibrationError.value, 3)}</span>
    </div>
  </figure>`;
}

function y(share: number): number {
  return round(100 - share * 100);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
