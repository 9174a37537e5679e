import { metric } from '../format/number.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { marksInWords, marksOf, regionOf } from './run-figure.ts';
import type { RunFigure } from './run-figure.ts';
import { accuracyRange } from './scale.ts';

/** accuracy and val_accuracy of one run, with the same marks as its losses. */
export function accuracyChart(figure: RunFigure, palette: Palette): Drawing {
  const { curves, epochs, color } = figure;
  const lines = [
    { label: 'accuracy', points: curves.accuracy, color: palette.train },
    { label: 'val_accuracy', points: curves.val_accuracy, color },
  ];
  const configuration = lineConfiguration(
    {
      lines,
      epochs,
      range: accuracyRange([[...curves.accuracy.values, ...curves.val_accuracy.values]]),
      width: 2,
      // The chart of the losses beside it says what the lines mean.
      marks: marksOf(figure, 'val_accuracy', palette).map((mark) => ({ ...mark, label: '' })),
      region: regionOf(figure),
      named: true,
    },
    palette,
  );
  const last = metric(curves.val_accuracy.values.at(-1));
  const sentence = `accuracy and val_accuracy by epoch. ${marksInWords(figure)} val_accuracy ends at ${last}.`;
  return { configuration, lines, sentence };
}
