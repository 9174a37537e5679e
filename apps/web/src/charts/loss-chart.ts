import { metric } from '../format/number.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { marksInWords, marksOf, regionOf } from './run-figure.ts';
import type { RunFigure } from './run-figure.ts';
import { lossRange } from './scale.ts';

/** loss and val_loss of one run, with its best epoch and the onset of its harmful part. */
export function lossChart(figure: RunFigure, palette: Palette): Drawing {
  const { curves, epochs, color } = figure;
  const lines = [
    { label: 'loss', points: curves.loss, color: palette.train },
    { label: 'val_loss', points: curves.val_loss, color },
  ];
  const configuration = lineConfiguration(
    {
      lines,
      epochs,
      range: lossRange([[...curves.loss.values, ...curves.val_loss.values]]),
      width: 2,
      marks: marksOf(figure, 'val_loss', palette),
      region: regionOf(figure),
      named: true,
    },
    palette,
  );
  const ends = `loss ends at ${metric(curves.loss.values.at(-1))}, val_loss at ${metric(curves.val_loss.values.at(-1))}`;
  return { configuration, lines, sentence: `loss and val_loss by epoch. ${marksInWords(figure)} ${ends}.` };
}
