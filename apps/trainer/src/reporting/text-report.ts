import type { Style } from '../cli/output.ts';
import { textTable } from '../progress/text-table.ts';
import type { Column, Page } from '../progress/text-table.ts';
import { written } from './document/report-document.ts';
import type {
  Block,
  Cell,
  ReportDocument,
  Section,
  Table,
  Tone,
  Writers,
} from './document/report-document.ts';

const styles: Record<Tone, Style> = {
  strong: 'bold',
  faint: 'dim',
  healthy: 'green',
  overfitting: 'yellow',
  underfitting: 'yellow',
  diverged: 'red',
  plateau: 'yellow',
  unclear: 'dim',
};

/** A sentence is never broken into lines of fewer or more characters than these. */
const measure = { least: 40, most: 100 };

/** The report as lines for a terminal of that width. */
export function textReport(report: ReportDocument, page: Page): string[] {
  const { title, subtitle, state, sentence, lead, sections } = report;
  const { paint } = page;
  const badge = state === null ? '' : ` ${paint(styles[state], state)}`;
  return [
    paint('bold', title) + badge,
    ...wrapped(subtitle, page).map((line) => paint('dim', line)),
    '',
    ...wrapped(sentence, page).map((line) => paint('bold', line)),
    ...lead.flatMap((block) => ['', ...linesOf(block, page)]),
    ...sections.flatMap((section) => linesOfSection(section, page)),
  ];
}

/** Nothing of a section that only has charts. */
function linesOfSection({ title, note, blocks }: Section, page: Page): string[] {
  const lines = blocks.flatMap((block, index) => {
    const own = linesOf(block, page);
    return index > 0 && own.length > 0 && isTable(block) ? ['', ...own] : own;
  });
  if (lines.length === 0) return [];
  const { width, paint } = page;
  const beside = title.length + 2 + note.length <= width;
  const head = beside ? [`${title}  ${note}`] : [title, ...wrapped(note, page)];
  const [first = '', ...rest] = head;
  const titled = paint('bold', title) + paint('dim', first.slice(title.length).trimEnd());
  return ['', titled, ...rest.map((line) => paint('dim', line)), ...lines];
}

/** A table has a line of air above it. */
function isTable(block: Block): boolean {
  return block.kind === 'table' || block.kind === 'picture';
}

/** One part of a report as lines. */
export function linesOf(block: Block, page: Page): string[] {
  return written(block, writersFor(page));
}

const tones = { warning: 'yellow', faint: 'dim' } as const;

function writersFor(page: Page): Writers<string[]> {
  const { paint } = page;
  const table = (of: Table): string[] => textTable(columnsOf(of), of.rows, page);
  return {
    words: ({ text, tone }) =>
      wrapped(text, page).map((line) => (tone === undefined ? line : paint(tones[tone], line))),
    heading: ({ text }) => ['', paint('bold', text)],
    numbers: ({ items }) => {
      const widest = Math.max(...items.map(({ label }) => label.length));
      return items.map(
        ({ label, value, note }) =>
          `${paint('dim', label.padEnd(widest))}  ${paint('bold', value)}  ${paint('dim', note)}`,
      );
    },
    steps: ({ steps }) =>
      steps.flatMap(({ title, lines }, index) => [
        `${index + 1}. ${paint('bold', title)}`,
        ...lines.flatMap((line) => wrapped(line, page, 3).map((part) => paint('dim', part))),
      ]),
    command: ({ text }) => [`   ${paint('cyan', text)}`],
    table: (block) => table(block.table),
    picture: ({ lines, table: numbers }) => lines ?? (numbers === null ? [] : table(numbers)),
  };
}

/** A narrow terminal loses the last columns first; the widest of words gives way before. */
function columnsOf({ columns, rows }: Table): Column<Cell[]>[] {
  const widths = columns.map(({ align }, index) =>
    align === 'right' ? 0 : Math.max(0, ...rows.map((row) => row[index]?.text.length ?? 0)),
  );
  const widest = widths.indexOf(Math.max(...widths));
  return columns.map(({ title, align }, index) => ({
    title,
    align,
    rank: Math.max(0, index - 1),
    shrinks: index === widest,
    cell: (row) => {
      const { text, tone } = row[index] ?? { text: '' };
      return [tone === undefined ? { text } : { text, style: styles[tone] }];
    },
  }));
}

function wrapped(text: string, { width }: Page, indent = 0): string[] {
  const room = Math.min(measure.most, Math.max(measure.least, width)) - indent;
  const lines = text.split(/\s+/).reduce<string[]>((done, word) => {
    const last = done.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) return [...done, word];
    return [...done.slice(0, -1), `${last} ${word}`];
  }, []);
  return lines.map((line) => ' '.repeat(indent) + line);
}
