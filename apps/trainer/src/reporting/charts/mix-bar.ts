import type { VerdictState } from '@tenbin/contracts';
import { verdictIcon } from '../html/verdict-icon.ts';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { placeOf } from './scale.ts';

/** How many runs have which verdict, as parts of one bar. */
export function mixBar(counts: { state: VerdictState; runs: number }[]): Markup {
  const total = counts.reduce((sum, { runs }) => sum + runs, 0);
  const share = (runs: number): number => placeOf(runs, [0, total]);
  const before = counts.map((_, index) =>
    share(counts.slice(0, index).reduce((sum, { runs }) => sum + runs, 0)),
  );
  const label = counts.map(({ state, runs }) => `${runs} ${state}`).join(', ');
  return html`<figure class="mix" role="img" aria-label="Runs by verdict: ${label}">
    <div class="legend">
      ${counts.map(({ state, runs }) => html`<span class="verdict" style="--ink:var(--${state})">${verdictIcon(state)}${state} <b>${runs}</b></span>`)}
    </div>
    <svg width="100%" height="10">
      ${counts.map(({ state, runs }, index) => html`<rect x="${before[index] ?? 0}%" width="${share(runs)}%" height="10" rx="2" style="fill:color-mix(in oklab,var(--${state}) 72%,var(--surface))" />`)}
    </svg>
  </figure>`;
}
