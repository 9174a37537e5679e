import { epochMetricKeys, recordOf } from '@tenbin/contracts';
import type { EpochMetricKey } from '@tenbin/contracts';
import type { EpochValues } from '@tenbin/metrics';
import { byFitness, metricOf } from './metric-names.ts';
import type { Split } from './metric-names.ts';

/** Values by the step that they were logged at; the last one of a step counts. */
export type Series = Map<number, number>;

/** A series under the name that another tool gave it. */
export interface NamedSeries {
  name: string;
  /** What the folder says that it is of. */
  split: Split | null;
  series: Series;
}

const none: Series = new Map();

export type SeriesByMetric = Partial<Record<EpochMetricKey, Series>>;

/** The series of each metric; of several names for one, the fittest. */
export function metricsIn(all: readonly NamedSeries[]): SeriesByMetric {
  const found: SeriesByMetric = {};
  for (const { name, split, series } of all.toSorted((a, b) => byFitness(a.name, b.name))) {
    const metric = metricOf(name, split);
    if (metric !== null) found[metric] ??= series;
  }
  return found;
}

/**
 * The epochs of a log: one is a measurement of val_loss (where there is none, of the first metric that
 * there is), and what the others logged since the one before is averaged.
 * @returns the epochs, and the step of each epoch
 */
export function epochsOf(metrics: SeriesByMetric): { epochs: EpochValues[]; steps: number[] } {
  const base = metrics.val_loss ?? metrics.val_accuracy ?? metrics.loss ?? metrics.accuracy ?? none;
  const steps = [...base.keys()].toSorted((a, b) => a - b);
  const means = recordOf(epochMetricKeys, (key) => meansUpTo(steps, metrics[key] ?? none));
  return { epochs: steps.map((_, at) => recordOf(epochMetricKeys, (key) => means[key][at])), steps };
}

/** Whether steps are not simply epochs, counted from 0 or from 1: then a reader should be told how they are counted. */
export function areCounted(steps: readonly number[]): boolean {
  const [first = 0] = steps;
  return first > 1 || steps.some((step, index) => step !== first + index);
}

function meansUpTo(steps: readonly number[], series: Series): (number | undefined)[] {
  const logged = [...series].toSorted(([a], [b]) => a - b);
  let next = 0;
  return steps.map((step) => {
    const from = next;
    while (next < logged.length && (logged[next]?.[0] ?? Infinity) <= step) next += 1;
    const values = logged.slice(from, next).map(([, value]) => value);
    if (values.length === 0) return undefined;
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
