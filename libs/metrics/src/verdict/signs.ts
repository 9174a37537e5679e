import type { EpochMetricKey } from '@tenbin/contracts';
import { createBreak } from './break.ts';
import { createJitter } from './jitter.ts';
import { createLow } from './low.ts';
import { createPictureCourse } from './picture-course.ts';
import type { PictureRise } from './picture-course.ts';
import { createTrack, endWeight, reach } from './track.ts';
import { createWaves } from './waves.ts';
import type { Wave } from './waves.ts';

/** What a run measured in one epoch. What it did not measure is left out; NaN is a number that is none any more. */
export type EpochValues = { readonly [key in EpochMetricKey]?: number | null | undefined };

/** What the rules look at. Epochs count from 1; losses are means a picture. */
export interface Signs {
  /** Epochs seen, and those of them whose validation is known. */
  epochs: number;
  known: number;
  /** First epoch of those at the end whose loss is not a finite number; null when training is sound. */
  brokenAt: number | null;
  /** What stands for the loss: 1 − accuracy where no loss was given. */
  basis: 'loss' | 'error';
  /** Whether anything is known of the training pictures. */
  trained: boolean;
  firstLoss: number;
  /** Where both curves stand now, jitter apart. */
  lastLoss: number;
  lastValLoss: number;
  /** Lowest val_loss itself, and its epoch. */
  best: { epoch: number; valLoss: number } | null;
  /** Lowest point of the smoothed val_loss: the best epoch as far as the noise lets one see. */
  turn: { epoch: number; valLoss: number; loss: number };
  /** Validated epochs since the turn. */
  since: number;
  /** Standard deviation of val_loss from epoch to epoch around its own course. */
  jitter: number;
  /** How far val_loss may rise from its turn to its end by its own jitter. */
  band: number;
  /** ln of the factor by which loss fell since the turn, and in the last epoch. */
  fall: number;
  speed: number;
  /** Relative change over the last `window` epochs: smoothed val_loss. */
  window: number;
  recentValChange: number;
  /** The last time that val_loss rose and then fell below where it had been. */
  wave: Wave | null;
  /** Epochs from the turn on at which smoothed val_loss stays above it by more than the band; null when at none. */
  leftBandAt: () => number | null;
  /** The rise from the turn picture by picture; null when their losses are not known. */
  pictures: () => PictureRise | null;
}

/** Reads the signs of a run that is told epoch by epoch. */
export interface SignReader {
  push(values: EpochValues, pictures?: ArrayLike<number> | null): void;
  signs(): Signs;
}

/** Epochs at the end of a short rise over which its jitter is measured all the same. */
const leastForJitter = 8;
/** Smallest training loss that still counts, as a share of the first one. */
const nothing = 1e-6;

export function createSignReader(): SignReader {
  const validation = createTrack();
  const training = createTrack();
  const low = createLow(validation);
  const [jitterOfEnd, jitterOfAll] = [createJitter(validation.raw), createJitter(validation.raw)];
  const waves = createWaves();
  const course = createPictureCourse();
  /** Epoch of each validated point. */
  const at: number[] = [];
  let basis: Signs['basis'] | null = null;
  const [lossLost, validationLost] = [createBreak(), createBreak()];
  let [epochs, firstLoss, lastTrained] = [0, NaN, NaN];
  let best: Signs['best'] = null;

  const push = (values: EpochValues, pictures: ArrayLike<number> | null = null): void => {
    epochs += 1;
    basis ??= basisOf(values);
    const { loss, valLoss } = inTermsOf(basis ?? 'loss', values);
    if (loss !== undefined && Number.isFinite(loss)) {
      lastTrained = loss;
      if (Number.isNaN(firstLoss)) firstLoss = loss;
    }
    lossLost.tell(epochs, loss);
    validationLost.tell(epochs, valLoss);
    if (valLoss === undefined || !Number.isFinite(valLoss)) return;
    at.push(epochs);
    validation.push(valLoss);
    training.push(lastTrained);
    course.push(pictures);
    if (best === null || valLoss < best.valLoss) best = { epoch: epochs, valLoss };
    const settled = validation.raw.length - 1 - reach;
    waves.push(at[settled] ?? NaN, validation.smooth[settled] ?? NaN, () => jitterOfAll.since(0));
  };

  return { push, signs };

  function signs(): Signs {
    const last = at.length - 1;
    const turn = Math.max(0, low.place());
    const since = last - turn;
    const [valLoss, loss] = [validation.smooth[turn] ?? NaN, training.smooth[turn] ?? NaN];
    const [lastValLoss, lastLoss] = [validation.smooth[last] ?? NaN, training.smooth[last] ?? NaN];
    const jitter = jitterOfEnd.since(Math.max(0, Math.min(turn - 2 * reach, last + 1 - leastForJitter)));
    const band = bandOf(jitter, since);
    const floor = nothing * Math.abs(firstLoss);
    const lnRatio = (before: number, after: number) =>
      Math.log(Math.max(before, floor) / Math.max(after, floor)) || 0;
    const window = Math.min(6, Math.max(2, Math.floor((last + 1) / 3)));
    return {
      epochs,
      known: last + 1,
      brokenAt: lossLost.since() ?? validationLost.since(),
      basis: basis ?? 'loss',
      trained: Number.isFinite(firstLoss),
      firstLoss,
      lastLoss,
      lastValLoss,
      best,
      turn: { epoch: at[turn] ?? 1, valLoss, loss },
      since,
      jitter,
      band,
      fall: lnRatio(loss, lastLoss),
      speed: lnRatio(training.raw[last - 1] ?? NaN, training.raw[last] ?? NaN),
      window,
      recentValChange: lastValLoss / (validation.smooth[last - window] ?? NaN) - 1,
      wave: waves.last(),
      leftBandAt: () => {
        const inside = validation.smooth.findLastIndex(
          (value, place) => place >= turn && !(value > valLoss + band),
        );
        return inside < last ? (at[inside + 1] ?? null) : null;
      },
      pictures: once(() => course.rise(turn)),
    };
  }
}

function basisOf({ val_loss, val_accuracy }: EpochValues): Signs['basis'] | null {
  if (typeof val_loss === 'number') return 'loss';
  return typeof val_accuracy === 'number' ? 'error' : null;
}

/** The two curves to compare, by whichever of the metrics the run has. */
function inTermsOf(
  basis: Signs['basis'],
  { loss, val_loss, accuracy, val_accuracy }: EpochValues,
): { loss: number | undefined; valLoss: number | undefined } {
  if (basis === 'loss') return { loss: usable(loss), valLoss: usable(val_loss) };
  return { loss: errorOf(accuracy), valLoss: errorOf(val_accuracy) };
}

/** Losses beyond which means of a few are no numbers any more. */
const immense = 1e300;

function usable(value: number | null | undefined): number | undefined {
  if (typeof value !== 'number') return undefined;
  return Math.abs(value) > immense ? Infinity : value;
}

function errorOf(accuracy: number | null | undefined): number | undefined {
  return typeof accuracy === 'number' ? 1 - accuracy : undefined;
}

/**
 * How far val_loss may rise from its turn to its end by its own jitter: a quarter of a standard deviation of the
 * difference of the two, beyond what the lowest of as many moving means as there were since then is too low by chance
 * (for a normal variable about √(2 ln n) of its standard deviations).
 */
function bandOf(jitter: number, since: number): number {
  const width = 2 * reach + 1;
  const luck = Math.sqrt((2 * Math.log((since + width) / width)) / width);
  return (jitter || 0) * (luck + 0.25 * Math.sqrt(1 / width + 1 / endWeight));
}

/** What is worked out at the first question only. */
function once<Answer>(work: () => Answer): () => Answer {
  let known: { answer: Answer } | null = null;
  return () => (known ??= { answer: work() }).answer;
}
