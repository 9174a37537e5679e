import type { Interval } from '@tenbin/contracts';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { placeOf } from './scale.ts';
import type { Domain } from './scale.ts';

export interface WhiskerRow {
  label: string;
  interval: Interval;
  /** The figure at the end of the row, and what is less important of it. */
  figure: string;
  rest: string;
}

export interface WhiskerChart {
  /** What it shows, in a sentence. */
  label: string;
  groups: { title: string; rows: WhiskerRow[] }[];
  domain: Domain;
  /** The colour's name in the style sheet. */
  ink: string;
}

/** Bars from 0 with the whiskers of their intervals. */
export function whiskerChart({ label, groups, domain, ink }: WhiskerChart): Markup {
  return html`<figure class="whiskers" role="img" aria-label="${label}" style="--ink:var(--${ink})">
    ${groups.map(
      ({ title, rows }) =>
        html`${title === '' ? null : html`<h3>${title}</h3>`}
        ${rows.map(
          (row) =>
            html`<div class="row">
              <span class="name">${row.label}</span>${track(row.interval, domain)}<span class="num"
                >${row.figure} <i>${row.rest}</i></span
              >
            </div> `,
        )}`,
    )}
  </figure>`;
}

function track({ value, low, high }: Interval, domain: Domain): Markup {
  const zero = placeOf(0, domain);
  const at = placeOf(value, domain);
  const [from, to] = [placeOf(low, domain), placeOf(high, domain)];
  const known = Number.isFinite(low) && Number.isFinite(high);
  return html`<svg class="track" width="100%" height="14">
    <rect class="ground" width="100%" height="14" rx="2" />
    ${Number.isFinite(value) ? html`<rect class="bar" x="${Math.min(zero, at)}%" width="${round(Math.abs(at - zero))}%" height="14" />` : null}
    ${domain[0] < 0 ? html`<line class="zero" x1="${zero}%" x2="${zero}%" y1="0" y2="14" />` : null}
    ${known ? html`<line class="whisker" x1="${from}%" x2="${to}%" y1="7" y2="7" /><line class="whisker" x1="${from}%" x2="${from}%" y1="4" y2="10" /><line class="whisker" x1="${to}%" x2="${to}%" y1="4" y2="10" />` : null}
  </svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
