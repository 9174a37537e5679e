/** What a test set that no detector sees says about a training. Epochs count from 0. */
export interface Truth {
  /** Mean over the test pictures at each epoch; NaN where it is no number. */
  testLoss: number[];
  /** Of the lowest smoothed test loss. */
  best: number;
  /** Smoothed test loss at the end over that at the best epoch, less 1. */
  rise: number;
  /** Standard deviation of the test loss's jitter after the best epoch; 0 where fewer than four epochs follow. */
  jitter: number;
  /** The rise over its standard error, both epochs compared picture by picture. */
  z: number;
  /** Training loss at the end over that at the best epoch, both smoothed. */
  trainRatio: number;
}

export interface Label {
  overfit: boolean;
  /** The best epoch, of a training that overfits. */
  onset: number | null;
  /** In the grey zone: scored by neither side. */
  borderline: boolean;
}

/** Least relative rise of the test loss that is overfitting, and the one below which there is none. */
const [harmful, harmless] = [0.05, 0.02];
const [leastZ, leastJitters] = [3, 2];
/** A training loss that rose by more than this is a training that broke, whatever the test says. */
const broken = 1.1;

/**
 * Overfit: at the end the test loss is 5 % and two jitters worse than at its best epoch, beyond doubt, while the
 * training loss fell. The rule of the benchmark of histories that the detector was made with.
 */
export function labelOf({ testLoss, best, rise, jitter, z, trainRatio }: Truth): Label {
  const low = smoothedAt(testLoss, best);
  const certain = z >= leastZ;
  const overfit = rise >= harmful && rise * low >= leastJitters * jitter && certain && trainRatio < 1;
  const borderline = !overfit && rise >= harmless && certain && trainRatio < broken;
  return { overfit, onset: overfit ? best : null, borderline };
}

/**
 * @param losses of each test picture at each epoch
 * @param trainLoss at each epoch
 */
export function truthOf(losses: readonly ArrayLike<number>[], trainLoss: readonly number[]): Truth {
  const testLoss = losses.map((pictures) => mean(Array.from(pictures)));
  const smooth = testLoss.map((_, at) => smoothedAt(testLoss, at));
  const best = smooth.reduce((low, value, at) => (value < (smooth[low] ?? Infinity) ? at : low), 0);
  const low = smooth[best] ?? NaN;
  // A training whose best epoch is its last has no harm behind it, however steeply it came there.
  const end = Math.max(Math.min(best + 1, testLoss.length - 1), testLoss.length - 3);
  const changes = testLoss.slice(best + 1).map((value, at) => value - (testLoss[best + at] ?? NaN));
  return {
    testLoss,
    best,
    rise: best === testLoss.length - 1 ? 0 : mean(testLoss.slice(end)) / low - 1,
    jitter: changes.length < 4 ? 0 : deviation(changes) / Math.SQRT2,
    z: pairedZ(losses.slice(Math.max(0, best - 1), best + 2), losses.slice(end)),
    trainRatio: mean(trainLoss.slice(end)) / smoothedAt(trainLoss, best),
  };
}

/** Mean over the epoch and its neighbours. */
function smoothedAt(values: readonly number[], at: number): number {
  return mean(values.slice(Math.max(0, at - 1), at + 2));
}

/** Of the change from the mean of some epochs to that of others, over the pictures; 0 of no change at all. */
function pairedZ(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): number {
  const change = Array.from({ length: after[0]?.length ?? 0 }, (_, picture) => {
    const of = (epoch: ArrayLike<number>): number => epoch[picture] ?? NaN;
    return mean(after.map(of)) - mean(before.map(of));
  });
  const error = deviation(change) / Math.sqrt(change.length);
  return error === 0 ? 0 : mean(change) / error;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
