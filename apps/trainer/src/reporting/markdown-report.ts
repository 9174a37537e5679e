import { written } from './document/report-document.ts';
import type {
  Block,
  Cell,
  Picture,
  ReportDocument,
  Section,
  Table,
  Writers,
} from './document/report-document.ts';

/** The report in GitHub's Markdown, with every number in a table. */
export function markdownReport(report: ReportDocument): string {
  const { title, subtitle, state, sentence, lead, sections } = report;
  const badge = state === null ? '' : ` · ${state}`;
  const parts = [
    `# ${escaped(title)}${badge}`,
    escaped(subtitle),
    `**${marked(sentence)}**`,
    ...lead.map(partOf),
    ...sections.flatMap(partsOfSection),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Nothing of a section that only has charts. */
function partsOfSection({ title, note, blocks }: Section): string[] {
  const parts = blocks.map(partOf);
  if (parts.every((part) => part === '')) return [];
  return [`## ${escaped(title)}`, ...(note === '' ? [] : [`_${escaped(note)}_`]), ...parts];
}

const writers: Writers<string> = {
  words: ({ text, tone }) => (tone === 'warning' ? `> **Warning** ${marked(text)}` : marked(text)),
  heading: ({ text }) => `### ${escaped(text)}`,
  numbers: ({ items }) =>
    items
      .map(({ label, value, note }) => `- ${escaped(label)}: **${escaped(value)}**, ${escaped(note)}`)
      .join('\n'),
  steps: ({ steps }) =>
    steps
      .map(({ title, lines }, index) =>
        [`${index + 1}. **${escaped(title)}**`, ...lines.map((line) => `   - ${marked(line)}`)].join('\n'),
      )
      .join('\n'),
  command: ({ text }) => ['```sh', text, '```'].join('\n'),
  table: ({ table }) => tableOf(table),
  picture: pictureOf,
};

function partOf(block: Block): string {
  return written(block, writers);
}

function pictureOf({ table, lines }: Picture): string {
  if (lines === undefined) return table === null ? '' : tableOf(table);
  return lines.length === 0 ? '' : ['```text', ...lines, '```'].join('\n');
}

function tableOf({ columns, rows }: Table): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : '---'))),
    ...rows.map((row) => line(row.map(cellOf))),
  ].join('\n');
}

function cellOf({ text, tone }: Cell): string {
  return tone === 'strong' && text !== '' ? `**${escaped(text)}**` : escaped(text);
}

/** What stands between backquotes stays code. */
function marked(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return escaped(text);
  return parts.map((part, index) => (index % 2 === 0 ? escaped(part) : `\`${part}\``)).join('');
}

const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** What means something in Markdown or HTML is said to be a plain character; a line stays one. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]|#~<>&]/g, (sign) => entities[sign] ?? `\\${sign}`)
    .replaceAll(/\s*\n\s*/g, ' ');
}
