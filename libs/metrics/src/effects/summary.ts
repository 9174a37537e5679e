import type { Interval, TrialRow } from '@tenbin/contracts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { wilson } from '../statistics/wilson.ts';
import { figureOf } from './judged.ts';
import type { Figure } from './judged.ts';

export interface Summary {
  /** The mean, with its 90 % interval: Wilson's for a rate, Student's for the rest. */
  interval: Interval;
  /** Runs that have the figure. */
  size: number;
}

/** A figure over judged runs. */
export function summaryOf(runs: readonly TrialRow[], figure: Figure): Summary {
  const values = runs.map((run) => figureOf(run, figure)).filter((value) => Number.isFinite(value));
  const size = values.length;
  if (figure !== 'overfitRate') return { interval: meanInterval(values), size };
  return { interval: wilson(values.filter((value) => value === 1).length, size), size };
}
