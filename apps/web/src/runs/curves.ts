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

/** The value at an epoch, or null when there is none. */
export function valueAt({ steps, values }: Points, step: number): number | null {
  const index = steps.indexOf(step);
  return index === -1 ? null : (values[index] ?? null);
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
