import type { Curve, EpochMetricKey } from '@tenbin/contracts';

/** Points of one metric: `values[i]` belongs to the epoch `steps[i]`. */
export interface Points {
  steps: number[];
  values: number[];
}

/** The curves of one run by metric. */
export type RunCurves = Record<EpochMetricKey, Points>;

export const noPoints: Points = { steps: [], values: [] };
export const noCurves: RunCurves = {
  loss: noPoints,
  val_loss: noPoints,
  accuracy: noPoints,
  val_accuracy: noPoints,
};

/** `curves` with new points put in by step; a step that is there already takes the new value. */
export function mergeCurves(curves: RunCurves, changed: readonly Curve[]): RunCurves {
  return changed.reduce(
    (merged, { key, steps, values }) =>
      isEpochMetric(key) ? { ...merged, [key]: mergePoints(merged[key], { steps, values }) } : merged,
    curves,
  );
}

/** val_loss − loss at every epoch that has both. */
export function gapOf({ loss, val_loss: valLoss }: RunCurves): Points {
  const train = new Map(loss.steps.map((step, index) => [step, loss.values[index] ?? NaN]));
  const steps = valLoss.steps.filter((step) => train.has(step));
  const validation = new Map(valLoss.steps.map((step, index) => [step, valLoss.values[index] ?? NaN]));
  return { steps, values: steps.map((step) => (validation.get(step) ?? NaN) - (train.get(step) ?? NaN)) };
}

/** The value at an epoch, of a thinned curve that of the point which stands for it; null when there is none. */
export function valueAt({ steps, values }: Points, step: number): number | null {
  const index = nearest(steps, step);
  return index === -1 ? null : (values[index] ?? null);
}

/**
 * Place of the step that is nearest to `step`: no further from it than half of the usual way between two steps, so that the
 * points of a thinned curve stand for what lies between them, and a step that was left out has none. −1 when there is none.
 * @param steps ascending
 */
export function nearest(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? Infinity) < step) low = middle + 1;
    else high = middle;
  }
  if (steps[low] === step) return low;
  const distance = (at: number): number => Math.abs((steps[at] ?? NaN) - step);
  const best = low > 0 && !(distance(low) <= distance(low - 1)) ? low - 1 : low;
  const gaps = steps.slice(1).map((each, at) => each - (steps[at] ?? each));
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)];
  const reach = (usual ?? 0) / 2;
  return distance(best) <= reach ? best : -1;
}

function isEpochMetric(key: string): key is EpochMetricKey {
  return key in noCurves;
}

function mergePoints(old: Points, fresh: Points): Points {
  // Changes come from some step to the last one: from the first on, they are all there is, as after a restart.
  if (fresh.steps[0] === 1) return fresh;
  const end = old.steps.at(-1) ?? -Infinity;
  if (fresh.steps.every((step, index) => step > (fresh.steps[index - 1] ?? end))) {
    return { steps: [...old.steps, ...fresh.steps], values: [...old.values, ...fresh.values] };
  }
  const points = new Map(old.steps.map((step, index) => [step, old.values[index] ?? NaN]));
  for (const [index, step] of fresh.steps.entries()) points.set(step, fresh.values[index] ?? NaN);
  const sorted = [...points].toSorted(([a], [b]) => a - b);
  return { steps: sorted.map(([step]) => step), values: sorted.map(([, value]) => value) };
}
