import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { written } from '../document/report-document.ts';
import type { Block, Cell, ReportDocument, Section, Table, Writers } from '../document/report-document.ts';
import { html, trusted } from './markup.ts';
import type { Markup } from './markup.ts';
import { verdictIcon } from './verdict-icon.ts';

export interface HtmlOptions {
  /** Milliseconds since 1970. */
  writtenAt: number;
}

/** In the order in which they override each other. */
const styles = ['tokens', 'page', 'plots', 'rows', 'words', 'narrow-and-print'];

/** The report as one HTML page that needs nothing else: no script, no font, no address. */
export async function htmlReport(report: ReportDocument, { writtenAt }: HtmlOptions): Promise<string> {
  const parts = styles.map((name) => readFile(join(import.meta.dirname, `style/${name}.css`), 'utf8'));
  const style = (await Promise.all(parts)).join('');
  const { title, subtitle, state, sentence, lead, sections } = report;
  const day = new Date(writtenAt).toISOString().slice(0, 10);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Tenbin</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <span class="brand">${mark}Tenbin</span><span>overfitting report</span
            ><time datetime="${day}">${day}</time>
          </header>
          <div class="head">
            <h1>${title}</h1>
            ${state === null ? null : html`<span class="verdict wash ${state}" style="--ink:var(--${state});--wash:var(--${state}-w)">${verdictIcon(state)}${state}</span>`}
            <p>${subtitle}</p>
          </div>
          <section class="card hero">
            <p class="sentence">${counted(sentence)}</p>
            ${lead.map(blockOf)}
          </section>
          <div class="grid">${sections.map(sectionOf)}</div>
        </main>
      </body>
    </html> `.text;
}

const mark = html`<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 3.2v16.6M8 20.6h8M3.6 8.9 20.4 5.3" />
  <path d="M.9 13.4a2.7 2.7 0 0 0 5.4 0L3.6 8.9Z" fill="currentColor" fill-opacity=".2" />
  <path d="M17.7 9.8a2.7 2.7 0 0 0 5.4 0L20.4 5.3Z" fill="currentColor" fill-opacity=".2" />
</svg>`;

function sectionOf({ title, note, width, blocks }: Section): Markup {
  return html`<section class="card ${width}">
    <h2>${title}${note === '' ? null : html` <span>${note}</span>`}</h2>
    ${blocks.map(blockOf)}
  </section> `;
}

const writers: Writers<Markup> = {
  words: ({ text, tone = '' }) => html`<p class="words ${tone}">${marked(text)}</p>`,
  heading: ({ text }) => html`<h3 class="part">${text}</h3>`,
  numbers: ({ items }) =>
    html`<dl class="numbers">
      ${items.map(
        ({ label, value, note }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
            <dd class="note">${note}</dd>
          </div>`,
      )}
    </dl>`,
  steps: ({ steps }) =>
    html`<ol class="steps">
      ${steps.map(({ title, lines }) => html`<li><b>${title}</b>${lines.map((line) => html`<p>${marked(line)}</p>`)}</li>`)}
    </ol>`,
  command: ({ text }) => html`<pre><code>${text}</code></pre>`,
  table: ({ table }) => tableOf(table),
  picture: ({ chart, table }) =>
    table === null
      ? chart
      : html`${chart}
          <details>
            <summary>Show as table</summary>
            ${tableOf(table)}
          </details>`,
};

function blockOf(block: Block): Markup {
  return written(block, writers);
}

function tableOf({ columns, rows }: Table): Markup {
  const side = (index: number): string => (columns[index]?.align === 'right' ? 'num' : '');
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map(({ title }, index) => html`<th class="${side(index)}" scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((each, index) => cellOf(each, side(index)))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Characters of a figure that may be broken where a page is narrow. */
const longCell = 14;

function cellOf({ text, tone, picture }: Cell, side: string): Markup {
  // A picture is the same as its text, which is for where there are none.
  if (picture !== undefined) return html`<td class="${side}">${picture}</td>`;
  const classes = tone === 'strong' || tone === 'faint' ? tone : '';
  const length = text.length > longCell ? 'long' : '';
  const ink = tone === undefined || classes !== '' ? null : html` style="color:var(--${tone})"`;
  return html`<td class="${side} ${classes} ${length}" ${ink}>${text}</td>`;
}

/** The runs that a sentence begins with are what it is about. */
function counted(sentence: string): Markup {
  const [count] = /^[\d,]+ of (the )?[\d,]+ [a-z]+/.exec(sentence) ?? [];
  if (count === undefined) return marked(sentence);
  return html`<b>${count}</b>${marked(sentence.slice(count.length))}`;
}

/** What stands between backquotes is code. */
function marked(text: string): Markup {
  const parts = text.split('`');
  // A backquote without a second one is one.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
