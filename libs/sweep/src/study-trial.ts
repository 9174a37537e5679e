import type { Goal } from '@tenbin/contracts';
import type { Setting } from './space.ts';

/** A trial as a study remembers it: what was asked, what was answered. */
export interface StudyTrial {
  /** From 1, in the order of asking. */
  id: number;
  params: Setting;
  state: 'running' | 'complete' | 'pruned' | 'failed';
  /** The objectives at the end, in the order of the directions; empty as long as there is none. */
  values: readonly number[];
  /** The first objective at each epoch, `reports[0]` at epoch 1; NaN where it is missing. */
  reports: readonly number[];
}

/** A trial that may have been JSON, which writes NaN and Infinity as null. */
export interface StoredTrial extends Omit<StudyTrial, 'values' | 'reports'> {
  values: readonly (number | null)[];
  reports: readonly (number | null)[];
}

/** A trial as it was before it was stored; what was infinite is NaN. */
export function restored(trial: StoredTrial): StudyTrial {
  const number = (value: number | null): number => value ?? NaN;
  return { ...trial, values: trial.values.map(number), reports: trial.reports.map(number) };
}

export type Direction = Goal['direction'];

/** The objectives of a trial turned so that less is better; null when it has none, or one that is no number. */
export function lossesOf(trial: StudyTrial, directions: readonly Direction[]): number[] | null {
  if (trial.state === 'running' || trial.state === 'failed') return null;
  const losses = directions.map((direction, index) => toLoss(trial.values[index] ?? NaN, direction));
  return losses.every((loss) => Number.isFinite(loss)) ? losses : null;
}

/** An objective turned so that less is better. */
export function toLoss(value: number, direction: Direction): number {
  return direction === 'maximize' ? -value : value;
}
