import type { ClassCourse } from '@tenbin/contracts';
import { pairedChange } from '../statistics/index.ts';
import { meanOf } from './gap.ts';
import { holmLevels } from './holm.ts';
import { noiseOf, windowAt } from './smoothing.ts';

/** A paired test over fewer images than this tells more of the images than of their class. */
const fewestImages = 5;
/** Below this many epochs a turn cannot be told from noise: a smoothed epoch alone spans five. */
const fewestEpochs = 6;
/** Chance that any class of a run is said to overfit when none does. */
const alpha = 0.05;
/**
 * Standard deviations of the curve's own noise that a rise must exceed: a lucky epoch is better for all images at once,
 * which the test over images cannot see, and the best of many epochs is a lucky one.
 */
const certainty = 3;

export interface ClassCoursesRequest {
  /** Names. */
  classes: readonly string[];
  /** `[validation count]` class indices. */
  labels: ArrayLike<number>;
  /** `[epochs][validation count]` */
  lossesByEpoch: readonly ArrayLike<number>[];
}

/**
 * How the validation images of each class fared, and from when on they are worse than at the class's own best epoch. Epochs
 * are smoothed over five; the images' losses are then paired: one-sided t test, at levels by Holm (1979) over the classes
 * of the run; and the rise has to leave the noise of the class's own curve. Of simulated runs of three classes that only
 * waver, 3 % (images alone) to 9 % (whole epochs too) have a class with an onset.
 */
export function classCourses({ classes, labels, lossesByEpoch }: ClassCoursesRequest): ClassCourse[] {
  const histories = classes.map((_, index) => historyOf(index, labels, lossesByEpoch));
  const ends = histories.map((history) => riseAt(history, history.curve.length - 1));
  const testable = ends.flatMap((rise, index) => (rise.p === null ? [] : [{ index, p: rise.p }]));
  const held = holmLevels(
    testable.map(({ p }) => p),
    alpha,
  );
  const levels = new Map(testable.map(({ index }, at) => [index, held[at] ?? null]));
  return histories.map((history, index) => {
    const { mean = Number.NaN, low = Number.NaN, high = Number.NaN } = ends[index] ?? {};
    return {
      name: classes[index] ?? '',
      images: history.images.length,
      losses: history.curve,
      onsetEpoch: onsetOf(history, levels.get(index) ?? null),
      rise: { value: mean, low, high },
    };
  });
}

interface ClassHistory {
  /** Places of its images. */
  images: number[];
  lossesByEpoch: readonly ArrayLike<number>[];
  /** `[epochs]` their mean loss. */
  curve: number[];
  /** Index of the lowest smoothed epoch; −1 of none. */
  best: number;
  /** `[images]` their losses there, smoothed. */
  atBest: number[];
  noise: number;
}

function historyOf(
  index: number,
  labels: ArrayLike<number>,
  lossesByEpoch: readonly ArrayLike<number>[],
): ClassHistory {
  const images = Array.from(labels, (label, image) => (label === index ? image : -1)).filter((at) => at >= 0);
  const curve = lossesByEpoch.map((losses) => meanOf(images.map((image) => losses[image] ?? Number.NaN)));
  const smoothed = curve.map((_, epoch) => {
    const { from, to } = windowAt(epoch, curve.length);
    return meanOf(curve.slice(from, to));
  });
  const best = smoothed.reduce(
    (lowest, value, at) => (value < (smoothed[lowest] ?? Infinity) ? at : lowest),
    -1,
  );
  const history = { images, lossesByEpoch, curve, best, noise: noiseOf(curve) };
  return { ...history, atBest: best < 0 ? [] : smoothedLosses(history, best) };
}

/** `[images]` the losses of a class's images at an epoch, smoothed. */
function smoothedLosses(
  { images, lossesByEpoch }: Pick<ClassHistory, 'images' | 'lossesByEpoch'>,
  epoch: number,
): number[] {
  const { from, to } = windowAt(epoch, lossesByEpoch.length);
  const epochs = lossesByEpoch.slice(from, to);
  return images.map((image) => meanOf(epochs.map((losses) => losses[image] ?? Number.NaN)));
}

/** How much worse its images are at an epoch than at their best; `p` one-sided, null where no test can tell. */
function riseAt(history: ClassHistory, epoch: number) {
  const { best, atBest, images, curve } = history;
  const now = best < 0 ? [] : smoothedLosses(history, epoch);
  const change = pairedChange(atBest, now);
  if (change === null) {
    return { mean: meanOf(now) - meanOf(atBest), low: Number.NaN, high: Number.NaN, p: null };
  }
  const { mean, low, high, p } = change;
  const testable = images.length >= fewestImages && curve.length >= fewestEpochs && Number.isFinite(p);
  return { mean, low, high, p: testable ? (mean > 0 ? p / 2 : 1 - p / 2) : null };
}

/** Epoch (from 1) from which to the end the images are worse at this level. */
function onsetOf(history: ClassHistory, level: number | null): number | null {
  if (level === null) return null;
  const { best, curve, noise } = history;
  let onset: number | null = null;
  for (let epoch = curve.length - 1; epoch > best; epoch -= 1) {
    const { mean, p } = riseAt(history, epoch);
    const band = certainty * noise * Math.sqrt(1 / sizeOf(best, curve) + 1 / sizeOf(epoch, curve));
    if (p === null || p > level || mean <= band) break;
    onset = epoch + 1;
  }
  return onset;
}

function sizeOf(epoch: number, curve: readonly number[]): number {
  const { from, to } = windowAt(epoch, curve.length);
  return to - from;
}
