import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { metric } from '../figures.ts';
import { epochTicks, placeOf, reachOf, ticksOf } from './scale.ts';
import type { Domain } from './scale.ts';

/** One value an epoch, `values[0]` at epoch 1. */
export interface Line {
  name: string;
  values: readonly number[];
  /** The colour's name in the style sheet. */
  ink: string;
}

export interface LineChart {
  /** What it shows, in a sentence. */
  label: string;
  lines: Line[];
  bestEpoch: number | null;
  onsetEpoch: number | null;
  /** Of all charts that are compared; by default that of the lines. */
  domain?: Domain;
}

/** Curves by epoch, with the best epoch and the onset of overfitting marked, as wide as there is room. */
export function lineChart(chart: LineChart): Markup {
  const { label, lines, bestEpoch, onsetEpoch } = chart;
  const domain = chart.domain ?? reachOf(lines.flatMap(({ values }) => [...values]));
  const epochs = Math.max(1, ...lines.map(({ values }) => values.length));
  const left = (epoch: number): number => placeOf(epoch, [1, epochs]);
  const top = (value: number): number => Math.round((100 - placeOf(value, domain)) * 100) / 100;
  const ticks = ticksOf(domain);
  const best = bestEpoch === null ? null : left(bestEpoch);
  const onset = onsetEpoch === null ? null : left(onsetEpoch);
  const [, second] = lines;
  const low = bestEpoch === null ? undefined : second?.values[bestEpoch - 1];
  return html`<figure class="lines" role="img" aria-label="${label}">
    <div class="legend">
      ${lines.map(({ name, ink, values }) => html`<span><i style="background:var(--${ink})"></i>${name} <b>${metric(values.at(-1))}</b></span>`)}
    </div>
    <div class="plot">
      <div class="ys">
        ${ticks.map(({ value, text }) => html`<span style="top:${top(value)}%">${text}</span>`)}
      </div>
      <div class="area">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          ${onset === null ? null : html`<rect class="region" x="${onset}" y="0" width="${100 - onset}" height="100" />`}
          ${ticks.map(({ value }) => html`<path class="grid" d="M0 ${top(value)}H100" />`)}
          ${best === null ? null : html`<path class="at-best" d="M${best} 0V100" />`}
          ${onset === null ? null : html`<path class="at-onset" d="M${onset} 0V100" />`}
          ${lines.map(({ values, ink }) => html`<path class="line" style="stroke:var(--${ink})" d="${pathOf(values, left, top)}" />`)}
          ${best === null || low === undefined || !Number.isFinite(low) ? null : html`<path class="dot" style="stroke:var(--${second?.ink ?? 'text'})" d="M${best} ${top(low)}h0" /><path class="dot-inside" d="M${best} ${top(low)}h0" />`}</svg
        >${marksOf({ epoch: bestEpoch, at: best }, { epoch: onsetEpoch, at: onset })}
      </div>
      <div class="xs">
        ${epochTicks(epochs).map((epoch) => html`<span style="left:${left(epoch)}%">${epoch}</span>`)}
      </div>
    </div>
  </figure>`;
}

/** Lines between neighbours that are finite; what is not leaves a hole. */
function pathOf(
  values: readonly number[],
  left: (epoch: number) => number,
  top: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (!Number.isFinite(value)) return '';
      const point = `${left(index + 1)} ${top(value)}`;
      if (Number.isFinite(values[index - 1] ?? NaN)) return `L${point}`;
      // A point without neighbours is a dot.
      return Number.isFinite(values[index + 1] ?? NaN) ? `M${point}` : `M${point}h0`;
    })
    .join('');
}

/** `onset 10` takes about this share of a chart, in per cent. */
const markWidth = 14;

/** The names of the two vertical lines, best to the left of its own and onset to the right, where there is room. */
function marksOf(best: Mark, onset: Mark): Markup[] {
  const bestBefore = best.at !== null && best.at > markWidth;
  const onsetBefore = onset.at !== null && onset.at > 100 - markWidth;
  const near = best.at !== null && onset.at !== null && Math.abs(best.at - onset.at) < markWidth;
  return [
    markOf('best', best, bestBefore ? 'before' : ''),
    markOf(
      'onset',
      onset,
      `${onsetBefore ? 'before' : ''}${near && bestBefore === onsetBefore ? ' lower' : ''}`,
    ),
  ].flatMap((mark) => mark ?? []);
}

function markOf(word: string, { epoch, at }: Mark, place: string): Markup | null {
  if (epoch === null || at === null) return null;
  return html`<span class="mark ${word} ${place}" style="left:${at}%">${word} ${epoch}</span>`;
}

interface Mark {
  epoch: number | null;
  /** In per cent from the left. */
  at: number | null;
}
