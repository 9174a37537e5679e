import type { RunRow } from '@tenbin/contracts';
import { valueAt } from '../runs/curves.ts';
import type { RunCurves } from '../runs/curves.ts';
import { spanOf } from '../runs/facts.ts';
import type { Palette } from '../ui/palette.ts';
import type { Mark } from './drawing.ts';

/** What the charts of one run's own page are drawn from. */
export interface RunFigure {
  curves: RunCurves;
  /** Epochs that the run is to have. */
  epochs: number;
  /** Epochs that are done. */
  done: number;
  bestEpoch: number | null;
  /** The verdict whose onset is marked, when it has one. */
  onset: { state: string; epoch: number } | null;
  /** #rrggbb of the validation line. */
  color: string;
}

/** The figure of a run, from its row and its curves. */
export function figureOf(run: RunRow, curves: RunCurves, color: string): RunFigure {
  const { verdict } = run;
  const harmful = verdict?.state === 'overfitting' || verdict?.state === 'diverged';
  return {
    curves,
    epochs: spanOf(run),
    done: run.epoch,
    bestEpoch: run.best?.epoch ?? null,
    onset:
      harmful && verdict.onsetEpoch !== null ? { state: verdict.state, epoch: verdict.onsetEpoch } : null,
    color,
  };
}

/** The best epoch (a ring on `key`) and the onset as marks. */
export function marksOf(
  { curves, bestEpoch, onset, epochs, color }: RunFigure,
  key: 'val_loss' | 'val_accuracy',
  palette: Palette,
): Mark[] {
  const marks: Mark[] = [];
  if (bestEpoch !== null) {
    const value = valueAt(curves[key], bestEpoch);
    const ring = value !== null && Number.isFinite(value) ? { ring: { value, color } } : {};
    const side = bestEpoch > epochs * 0.15 ? 'left' : 'right';
    marks.push({ epoch: bestEpoch, label: `best ${bestEpoch}`, color: palette.text2, side, ...ring });
  }
  if (onset !== null) {
    const ink = onset.state === 'overfitting' ? palette.overfitting : palette.diverged;
    const side = onset.epoch > epochs * 0.85 ? 'left' : 'right';
    marks.push({ epoch: onset.epoch, label: `onset ${onset.epoch}`, color: ink, side });
  }
  return marks;
}

/** The harmful part of the run: from its onset to its last epoch. */
export function regionOf({ onset, done }: RunFigure): { from: number; to: number } | null {
  return onset === null ? null : { from: onset.epoch, to: Math.max(onset.epoch, done) };
}

/** "Best epoch 6. Overfitting from epoch 9." */
export function marksInWords({ bestEpoch, onset }: RunFigure): string {
  const best = bestEpoch === null ? 'No epoch yet.' : `Best epoch ${bestEpoch}.`;
  const from =
    onset === null
      ? ''
      : ` ${onset.state === 'overfitting' ? 'Overfitting' : 'Diverged'} from epoch ${onset.epoch}.`;
  return best + from;
}
