import type { ChartConfiguration, Point } from 'chart.js';
import type { Band } from '../runs/curve-math.ts';
import type { Points } from '../runs/curves.ts';

/** A line of a chart; it is named in the tooltip and in the table. */
export interface Line {
  label: string;
  points: Points;
  /** #rrggbb */
  color: string;
  dashed?: boolean;
  /** How its values are written; by default as losses are. */
  format?: (value: number | null) => string;
  /** Drawn as a dot on the line. */
  bestEpoch?: number | null;
  /** What a smoothed line was made of; drawn faintly behind it. */
  raw?: Points;
  /** Drawn as a wash behind a mean. */
  band?: Band;
}

/** An epoch that is marked across the chart. */
export interface Mark {
  epoch: number;
  label: string;
  color: string;
  /** Side of the line on which the label stands. */
  side: 'left' | 'right';
  /** A ring on the line at this value. */
  ring?: { value: number; color: string };
}

export type LineConfiguration = ChartConfiguration<'line', Point[]>;

/** A chart ready to be shown: for Chart.js, for the tooltip and the table, and in words. */
export interface Drawing {
  configuration: LineConfiguration;
  lines: Line[];
  /** What the chart says, for those who do not see it. */
  sentence: string;
}
