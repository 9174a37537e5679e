import type { VerdictState } from '@tenbin/contracts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** A tiny chart of the shape that the word names, as the dashboard draws it; the second line is fainter. */
const shapes: Record<VerdictState, { strong: string[]; faint: string[]; dashed?: string }> = {
  healthy: { strong: ['M2 3c2 6 5 8.6 12 9.4'], faint: ['M2 3c2.4 4.4 6 6 12 6.4'] },
  overfitting: {
    strong: ['M2 3c1.6 4 3.4 5.8 5.4 5.8S11.6 7 14 3.2'],
    faint: ['M2 3c2 7 5 9.6 12 10.4'],
  },
  underfitting: {
    strong: ['M2 4.2c4 1.2 8 1.8 12 2'],
    faint: ['M2 4.2c4 2 8 3 12 3.6'],
    dashed: 'M2 13.3h12',
  },
  diverged: { strong: ['M2 6c2 4 4 6 6 6 2.2 0 2.8-4 3-10', 'm8.8 4 2.2-2.2L13.2 4'], faint: [] },
  plateau: { strong: ['M2 3c1 4 2.2 6 4.4 6H14'], faint: ['M8 12.5h6'] },
  unclear: { strong: ['M2 4c1.3 3 2.5 5 4 6'], faint: [], dashed: 'M8.5 8.5 10 10l1.5-3L13 9.5 14 8' },
};

export function verdictIcon(state: VerdictState): Markup {
  const { strong, faint, dashed } = shapes[state];
  return html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${strong.map((d) => html`<path d="${d}" />`)}${faint.map((d) => html`<path d="${d}" stroke-opacity=".55" />`)}${dashed === undefined ? null : html`<path d="${dashed}" stroke-dasharray="1.6 2.4" />`}
  </svg>`;
}
