import { figure as inFigures } from '../format/number.ts';
import type { Points } from '../runs/curves.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { lossRange } from './scale.ts';

/** A figure that a run logs by epoch besides its losses and accuracies, as the learning rate. */
export function figureChart(
  { name, points, epochs }: { name: string; points: Points; epochs: number },
  palette: Palette,
): Drawing {
  const lines = [{ label: name, points, color: palette.train, format: inFigures }];
  const configuration = lineConfiguration(
    { lines, epochs, range: lossRange([points.values]), width: 2, format: inFigures },
    palette,
  );
  const [first, last] = [points.values[0], points.values.at(-1)];
  const sentence = `${name} by epoch. It starts at ${inFigures(first)} and ends at ${inFigures(last)}.`;
  return { configuration, lines, sentence };
}
