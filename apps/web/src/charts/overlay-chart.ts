import type { EpochMetricKey } from '@tenbin/contracts';
import { counted } from '../format/number.ts';
import { gapOf } from '../runs/curves.ts';
import type { Points, RunCurves } from '../runs/curves.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { accuracyRange, lossRange, rangeOf } from './scale.ts';
import type { Range } from './scale.ts';

/** What can be laid over each other: a metric, or the gap val_loss − loss. */
export type OverlayKey = EpochMetricKey | 'gap';

/** A run in an overlay. */
export interface OverlayRun {
  name: string;
  curves: RunCurves;
  /** #rrggbb */
  color: string;
  dashed: boolean;
  bestEpoch: number | null;
}

interface OverlaySetting {
  key: OverlayKey;
  runs: readonly OverlayRun[];
  /** Epochs on the x axis. */
  epochs: number;
  /** Heavier lines. */
  large?: boolean;
  /** Names at the ends of the lines. */
  named?: boolean;
}

const metrics: Record<
  OverlayKey,
  { points: (curves: RunCurves) => Points; range: (series: number[][]) => Range }
> = {
  loss: { points: ({ loss }) => loss, range: lossRange },
  val_loss: { points: (curves) => curves.val_loss, range: lossRange },
  accuracy: { points: ({ accuracy }) => accuracy, range: accuracyRange },
  val_accuracy: { points: (curves) => curves.val_accuracy, range: accuracyRange },
  gap: { points: gapOf, range: rangeOf },
};

/** One metric of several runs over each other, each with a dot at its best epoch. */
export function overlayChart(
  { key, runs, epochs, large = false, named = false }: OverlaySetting,
  palette: Palette,
): Drawing {
  const { points, range } = metrics[key];
  const lines = runs.map(({ name, curves, color, dashed, bestEpoch }) => ({
    label: name,
    points: points(curves),
    color,
    dashed,
    bestEpoch: key === 'gap' ? null : bestEpoch,
  }));
  const configuration = lineConfiguration(
    {
      lines,
      epochs,
      range: range(lines.map((line) => line.points.values)),
      width: large ? 2 : 1.75,
      named,
    },
    palette,
  );
  const bests = runs.flatMap(({ name, bestEpoch }) =>
    bestEpoch === null ? [] : [`${name} epoch ${bestEpoch}`],
  );
  const best = bests.length === 0 ? '' : ` Best epochs: ${bests.join(', ')}.`;
  return { configuration, lines, sentence: `${key} by epoch of ${counted(runs.length, 'run')}.${best}` };
}
