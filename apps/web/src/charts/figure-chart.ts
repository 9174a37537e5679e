import { figure as inFigures } from '../format/number.ts';
import type { Band } from '../runs/curve-math.ts';
import type { Points } from '../runs/curves.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { lossRange } from './scale.ts';

/** Points, of a thinned curve with the lowest and highest value of what each stands for. */
export type DrawnPoints = Points & { low?: number[]; high?: number[] };

/** A figure that a run logs by epoch besides its losses and accuracies, as the learning rate. */
export function figureChart(
  { name, points, epochs }: { name: string; points: DrawnPoints; epochs: number },
  palette: Palette,
): Drawing {
  const band = bandOf(points);
  const lines = [{ label: name, points, color: palette.train, format: inFigures, ...(band && { band }) }];
  const drawn = band === null ? [points.values] : [points.values, band.low, band.high];
  const configuration = lineConfiguration(
    { lines, epochs, range: lossRange(drawn), width: 2, format: inFigures },
    palette,
  );
  const [first, last] = [points.values[0], points.values.at(-1)];
  const sentence = `${name} by epoch. It starts at ${inFigures(first)} and ends at ${inFigures(last)}.`;
  return { configuration, lines, sentence };
}

/** What a thinned curve leaves out between its points; null when it leaves out nothing. */
function bandOf({ steps, values, low, high }: DrawnPoints): Band | null {
  if (low === undefined || high === undefined) return null;
  const isWhole = values.every((value, at) => low[at] === value && high[at] === value);
  return isWhole ? null : { steps, low, high };
}
