import type { History } from '@tenbin/contracts';
import { jitterOf, lowestIndex, smooth } from './curve.ts';

/** Points on each side of the moving mean: five in all, which is what separates a trend from noise best. */
const reach = 2;
/** A run's end is the mean of this many epochs, so that one lucky epoch does not decide. */
const tail = 3;
/** How many standard deviations of the run's own noise a change must exceed to count as one. */
const certainty = 2;

/** What the rules look at. Epochs count from 1; losses are means a picture. */
export interface Signs {
  epochs: number;
  /** First epoch whose loss or val_loss is not a finite number. */
  brokenAt: number | null;
  firstLoss: number;
  /** Means over the last epochs. */
  lastLoss: number;
  lastValLoss: number;
  /** Lowest val_loss itself, and its epoch. */
  best: { epoch: number; valLoss: number } | null;
  /** Lowest point of the smoothed val_loss: the best epoch as far as the noise lets one see. */
  turn: { epoch: number; valLoss: number; loss: number };
  /** Changes that the run's own noise explains: of val_loss and of loss. */
  band: number;
  lossBand: number;
  /** First epoch from which the smoothed val_loss stays above the turn by more than the band. */
  leftBandAt: number | null;
  /** Relative change over the last `window` epochs: smoothed val_loss and loss. */
  window: number;
  recentValChange: number;
}

/** The signs that a history shows; needs at least one epoch. */
export function readSigns({ loss, val_loss: valLoss }: History): Signs {
  const epochs = Math.min(loss.length, valLoss.length);
  const broken = valLoss
    .slice(0, epochs)
    .findIndex((value, index) => !Number.isFinite(value) || !Number.isFinite(loss[index]));
  const usable = broken === -1 ? epochs : broken;
  const train = trend(loss.slice(0, usable));
  const validation = trend(valLoss.slice(0, usable));
  const turn = Math.max(0, lowestIndex(validation));
  const turnLoss = validation[turn] ?? NaN;
  const band = bandOf(valLoss.slice(0, usable));
  const best = lowestIndex(valLoss);
  const window = Math.min(6, Math.max(2, Math.floor(usable / 3)));
  const lastValLoss = validation.at(-1) ?? NaN;
  const before = validation.at(-1 - window) ?? NaN;
  return {
    epochs,
    brokenAt: broken === -1 ? null : broken + 1,
    firstLoss: loss[0] ?? NaN,
    lastLoss: train.at(-1) ?? NaN,
    lastValLoss,
    best: best === -1 ? null : { epoch: best + 1, valLoss: valLoss[best] ?? NaN },
    turn: { epoch: turn + 1, valLoss: turnLoss, loss: train[turn] ?? NaN },
    band,
    lossBand: bandOf(loss.slice(0, usable)),
    leftBandAt: leavesAt(validation, turn, turnLoss + band),
    window,
    recentValChange: lastValLoss / before - 1,
  };
}

/** The moving mean up to the last epoch but one, where its window still has `tail` points. */
function trend(values: number[]): number[] {
  const smoothed = smooth(values, reach);
  return smoothed.slice(0, Math.max(1, smoothed.length - 1));
}

/** The turn and the end are means, of five and of three epochs, so their noise is smaller than one epoch's. */
function bandOf(values: number[]): number {
  return certainty * jitterOf(values) * Math.sqrt(1 / (2 * reach + 1) + 1 / tail);
}

function leavesAt(values: number[], turn: number, limit: number): number | null {
  const lastInside = values.findLastIndex((value, index) => index >= turn && !(value > limit));
  return lastInside + 1 < values.length ? lastInside + 2 : null;
}
