import type { VerdictState } from '@tenbin/contracts';
import type { Markup } from '../html/markup.ts';

/** A report as people read it, before it is text, Markdown or HTML: a sentence, then evidence, then what to do. */
export interface ReportDocument {
  title: string;
  /** What it is about, in a few words. */
  subtitle: string;
  /** Of a run. */
  state: VerdictState | null;
  sentence: string;
  /** What belongs to the sentence. */
  lead: Block[];
  sections: Section[];
}

export interface Section {
  title: string;
  /** What its figures are, as in `overfit rate, 90 % interval`. */
  note: string;
  /** How much of a wide page it takes. */
  width: 'half' | 'whole';
  blocks: Block[];
}

interface Blocks {
  words: { text: string; tone?: 'warning' | 'faint' };
  heading: { text: string };
  numbers: { items: KeyFigure[] };
  steps: { steps: Step[] };
  command: { text: string };
  table: { table: Table };
  picture: Picture;
}

export type Block<Kind extends keyof Blocks = keyof Blocks> = {
  [Each in Kind]: { kind: Each } & Blocks[Each];
}[Kind];

/** How each kind of block is written in some format. */
export type Writers<Written> = { [Kind in keyof Blocks]: (block: Blocks[Kind]) => Written };

/** What the writer of its kind makes of a block. */
export function written<Kind extends keyof Blocks, Written>(
  block: Block<Kind>,
  writers: Writers<Written>,
): Written {
  return writers[block.kind](block);
}

export interface KeyFigure {
  label: string;
  value: string;
  note: string;
}

/** One thing to do. */
export interface Step {
  title: string;
  lines: string[];
}

export interface Table {
  columns: { title: string; align: 'left' | 'right' }[];
  rows: Cell[][];
}

export interface Cell {
  text: string;
  tone?: Tone;
  /** What HTML shows before the text, where a line of text has nothing. */
  picture?: Markup;
}

export type Tone = 'strong' | 'faint' | VerdictState;

/** A chart where charts can be drawn, and else the same as a table or in lines. */
export interface Picture {
  chart: Markup;
  /** Every number of the chart; HTML keeps it folded. null where a table follows anyway. */
  table: Table | null;
  /** What text and Markdown say in place of a table that is too long for them. */
  lines?: string[];
}

/** A cell of plain text. */
export function cell(text: string, tone?: Tone): Cell {
  return tone === undefined ? { text } : { text, tone };
}
