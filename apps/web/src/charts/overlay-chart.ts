import type { EpochMetricKey } from '@tenbin/contracts';
import { counted } from '../format/number.ts';
import { meanCurve, smoothed } from '../runs/curve-math.ts';
import { gapOf, noPoints } from '../runs/curves.ts';
import type { Points, RunCurves } from '../runs/curves.ts';
import type { Palette } from '../ui/palette.ts';
import type { Drawing, Line } from './drawing.ts';
import { lineConfiguration } from './line-configuration.ts';
import { accuracyRange, logRange, lossRange, rangeOf } from './scale.ts';
import type { Range } from './scale.ts';

/** What can be laid over each other: a metric, or the gap val_loss − loss. */
export type OverlayKey = EpochMetricKey | 'gap';

/** A run in an overlay, or several that are shown by their mean. */
export interface OverlayRun {
  name: string;
  /** One of each run. */
  curves: readonly RunCurves[];
  /** #rrggbb */
  color: string;
  dashed: boolean;
  bestEpoch: number | null;
}

/** How curves are looked at. */
export interface CurveView {
  /** Weight of what came before, from 0. */
  smoothing: number;
  log: boolean;
}

export const plainView: CurveView = { smoothing: 0, log: false };

interface OverlaySetting {
  key: OverlayKey;
  runs: readonly OverlayRun[];
  /** Epochs on the x axis. */
  epochs: number;
  /** Heavier lines. */
  large?: boolean;
  /** Names at the ends of the lines. */
  named?: boolean;
  view?: CurveView;
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
  { key, runs, epochs, large = false, named = false, view = plainView }: OverlaySetting,
  palette: Palette,
): Drawing {
  const { points, range } = metrics[key];
  // A gap may be below 0.
  const log = view.log && key !== 'gap';
  const lines = runs.map(({ name, curves, color, dashed, bestEpoch }): Line => ({
    label: name,
    ...shapeOf(curves.map(points), view),
    color,
    dashed,
    bestEpoch: key === 'gap' ? null : bestEpoch,
  }));
  const drawn = lines.flatMap(({ points: own, raw, band }) => [
    (raw ?? own).values,
    ...(band === undefined ? [] : [band.low, band.high]),
  ]);
  const configuration = lineConfiguration(
    {
      lines,
      epochs,
      range: log ? logRange(drawn) : range(drawn),
      width: large ? 2 : 1.75,
      named,
      log,
    },
    palette,
  );
  const bests = runs.flatMap(({ name, bestEpoch }) =>
    bestEpoch === null ? [] : [`${name} epoch ${bestEpoch}`],
  );
  const best = bests.length === 0 ? '' : ` Best epochs: ${bests.join(', ')}.`;
  return { configuration, lines, sentence: `${key} by epoch of ${counted(runs.length, 'run')}.${best}` };
}

/** The line of a run, or the mean of several with its band; smoothed, and then with what it was behind it. */
function shapeOf(curves: readonly Points[], { smoothing }: CurveView): Pick<Line, 'points' | 'raw' | 'band'> {
  const [only, ...others] = curves;
  if (only === undefined) return { points: noPoints };
  const { mean, band } = others.length === 0 ? { mean: only, band: undefined } : meanCurve(curves);
  return {
    points: smoothed(mean, smoothing),
    ...(smoothing > 0 ? { raw: mean } : {}),
    ...(band === undefined ? {} : { band }),
  };
}
