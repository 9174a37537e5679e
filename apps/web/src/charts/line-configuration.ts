import type { ChartDataset, Plugin, Point } from 'chart.js';
import { metric } from '../format/number.ts';
import type { Points } from '../runs/curves.ts';
import type { Palette } from '../ui/palette.ts';
import type { Line, LineConfiguration, Mark } from './drawing.ts';
import { behind } from './plugins/behind.ts';
import { bestDots } from './plugins/best-dots.ts';
import { brokenEnds } from './plugins/broken-ends.ts';
import { crosshair } from './plugins/crosshair.ts';
import { endLabels } from './plugins/end-labels.ts';
import { marks as marksPlugin } from './plugins/marks.ts';
import { decimalsFor, epochTicks } from './scale.ts';
import type { Range } from './scale.ts';

export const chartFont = 'Geist Variable';

interface LineSetting {
  lines: Line[];
  /** Epochs on the x axis. */
  epochs: number;
  range: Range;
  width?: number;
  marks?: Mark[];
  /** Epochs between which the chart is washed. */
  region?: { from: number; to: number } | null;
  /** How the y axis is written; by default with the decimals that tell its ticks apart. */
  format?: (value: number) => string;
  /** Names at the right ends of the lines. */
  named?: boolean;
  /** Whether the y axis is logarithmic: what is not above 0 leaves a gap. */
  log?: boolean;
}

/** The configuration that all our line charts share. */
export function lineConfiguration(setting: LineSetting, palette: Palette): LineConfiguration {
  const { lines, epochs, range, width = 1.75, marks = [], region = null } = setting;
  const { format, named = false, log = false } = setting;
  const tickFont = { family: chartFont, size: 11 };
  const plugins: Plugin<'line'>[] = [behind, marksPlugin, brokenEnds, bestDots, endLabels, crosshair];
  return {
    type: 'line',
    data: { datasets: lines.map((line) => datasetOf(line, { width, log })) },
    plugins,
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: { top: 4, right: named ? endLabelWidth(lines) : 6 } },
      elements: { line: { borderJoinStyle: 'round', borderCapStyle: 'round' }, point: { radius: 0 } },
      scales: {
        x: {
          type: 'linear',
          min: 1,
          max: Math.max(2, epochs),
          grid: { display: false },
          border: { color: palette.line2 },
          ticks: { color: palette.axis, font: tickFont, maxRotation: 0, autoSkip: false },
          afterBuildTicks(scale) {
            scale.ticks = epochTicks(Math.max(2, epochs), Math.max(3, Math.floor(scale.width / 40))).map(
              (value) => ({
                value,
              }),
            );
          },
        },
        y: {
          type: log ? 'logarithmic' : 'linear',
          ...range,
          grid: { color: palette.grid, drawTicks: false },
          border: { display: false },
          ticks: {
            includeBounds: false,
            autoSkip: !log,
            color: palette.axis,
            padding: 8,
            maxTicksLimit: 7,
            font: tickFont,
            callback(value, _, ticks) {
              if (format) return format(Number(value));
              if (log) return logTick(Number(value));
              const [first, second] = ticks;
              const step = first && second ? Math.abs(second.value - first.value) : 0.1;
              return metric(Number(value), decimalsFor(step));
            },
          },
        },
      },
      plugins: {
        behind: { lines },
        marks: { marks, region, palette },
        bestDots: { epochs: lines.map(({ bestEpoch = null }) => bestEpoch), palette },
        endLabels: { shown: named, palette },
        crosshair: { palette },
      },
    },
  };
}

/** Points for Chart.js: NaN and ±∞ leave a gap, and so does what a logarithm has no place for. */
export function pointsOf({ steps, values }: Points, log = false): Point[] {
  return steps.map((x, index) => {
    const y = values[index] ?? NaN;
    return { x, y: Number.isFinite(y) && (!log || y > 0) ? y : NaN };
  });
}

/** Ones, twos and fives alone: the others would lie on each other. */
function logTick(value: number): string {
  const lead = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  return [1, 2, 5].some((each) => Math.abs(lead - each) < 1e-6) ? String(Number(value.toPrecision(3))) : '';
}

function datasetOf(
  { label, points, color, dashed = false }: Line,
  { width, log }: { width: number; log: boolean },
): ChartDataset<'line', Point[]> {
  return {
    label,
    data: pointsOf(points, log),
    borderColor: color,
    borderWidth: width,
    borderDash: dashed ? [6, 3] : [],
  };
}

/** Room in px for the names at the right, about 6 px a letter. */
function endLabelWidth(lines: Line[]): number {
  return 20 + Math.min(120, 6 * Math.max(0, ...lines.map(({ label }) => label.length)));
}
