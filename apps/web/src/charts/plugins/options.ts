import type { ChartType } from 'chart.js';
import type { Palette } from '../../ui/palette.ts';
import type { Line, Mark } from '../drawing.ts';

export interface MarksOptions {
  marks: Mark[];
  region: { from: number; to: number } | null;
  palette: Palette;
}

export interface BestDotsOptions {
  /** Best epoch of each data set, in order. */
  epochs: (number | null)[];
  palette: Palette;
}

export interface EndLabelsOptions {
  shown: boolean;
  palette: Palette;
}

export interface BehindOptions {
  lines: readonly Line[];
}

export interface CrosshairOptions {
  palette: Palette;
}

declare module 'chart.js' {
  // The type parameter has to be named as Chart.js names it.
  // oxlint-disable-next-line no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    marks: MarksOptions;
    bestDots: BestDotsOptions;
    endLabels: EndLabelsOptions;
    behind: BehindOptions;
    crosshair: CrosshairOptions;
  }
}
