import type { CureOutcome, MeanStd } from '@tenbin/metrics';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { meanStd, metric, signed } from '../figures.ts';
import { placeOf, reachOf, ticksOf } from './scale.ts';
import type { Domain } from './scale.ts';

/** val_loss at the best epoch and at the end, before and with each cure; the band is ± std. */
export function cureChart(name: string, outcomes: CureOutcome[]): Markup {
  const shown = outcomes.filter(({ bestValLoss }) => Number.isFinite(bestValLoss.mean));
  const domain = reachOf(
    shown.flatMap(({ bestValLoss, lastValLoss }) => [...ends(bestValLoss), ...ends(lastValLoss)]),
  );
  const ticks = ticksOf(domain);
  const label = `val_loss of ${name} at the best epoch and at the end: ${shown.map(({ name: each, bestValLoss, lastValLoss }) => `${each} ${metric(bestValLoss.mean, 3)} and ${metric(lastValLoss.mean, 3)}`).join('; ')}`;
  return html`<figure class="cures" role="img" aria-label="${label}">
    ${shown.map((outcome) => rowOf(outcome, domain, ticks))}
    <div class="row axis">
      <span></span>
      <div class="xs">
        ${ticks.map(({ value, text }) => html`<span style="left:${placeOf(value, domain)}%">${text}</span>`)}
      </div>
    </div>
    <div class="legend">
      <span>● val_loss at the best epoch</span><span>○ at the last</span
      ><span class="faint">band ± std; a short bar is a run that stayed level</span>
    </div>
  </figure>`;
}

function rowOf(outcome: CureOutcome, domain: Domain, ticks: { value: number }[]): Markup {
  const { name, kind, bestValLoss, lastValLoss, change } = outcome;
  const [best, last] = [placeOf(bestValLoss.mean, domain), placeOf(lastValLoss.mean, domain)];
  const ink = kind === 'baseline' ? 'text-2' : 'accent';
  const under =
    kind === 'baseline' || change === null
      ? 'as it was'
      : `gap ${signed(change.gap.mean, 2)}, accuracy ${signed(change.accuracy.mean)}`;
  const grid = ticks.map(({ value }) => {
    const at = placeOf(value, domain);
    return html`<line class="grid" x1="${at}%" x2="${at}%" y1="0" y2="100%" />`;
  });
  return html`<div class="row" style="--ink:var(--${ink})">
    <span class="name">${kind === 'baseline' ? 'before' : name}<i>${under}</i></span>
    <div>
      <svg width="100%" height="28">
        ${grid}
        <line class="span" x1="${best}%" x2="${last}%" y1="14" y2="14" />
        ${band(bestValLoss, domain)}${band(lastValLoss, domain)}
        <circle class="best" cx="${best}%" cy="14" r="5" />
        <circle class="last" cx="${last}%" cy="14" r="4.5" />
      </svg>
      <p class="ends"><span>${meanStd(bestValLoss)}</span><span>→ ${meanStd(lastValLoss)}</span></p>
    </div>
  </div> `;
}

function band({ mean, std }: MeanStd, domain: Domain): Markup | null {
  if (!Number.isFinite(std)) return null;
  return html`<line
    class="band"
    x1="${placeOf(mean - std, domain)}%"
    x2="${placeOf(mean + std, domain)}%"
    y1="14"
    y2="14"
  />`;
}

function ends({ mean, std }: MeanStd): number[] {
  return Number.isFinite(std) ? [mean - std, mean + std] : [mean];
}
