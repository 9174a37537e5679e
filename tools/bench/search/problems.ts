import type { Setting } from '@tenbin/sweep';
import { functions } from './functions.ts';
import type { Parameter } from './parameters.ts';
import { conditional, mixed } from './training-like.ts';

/** Something to make small. */
export interface Problem {
  title: string;
  parameters: Parameter[];
  /** The objective at a setting of all parameters that exist in it. */
  value: (setting: Setting) => number;
}

/** tools/bench/peers/optuna_peer.py has the same objectives under the same titles. */
export const problems: Problem[] = [...functions, mixed, conditional];

/** The one on which the time of a question is taken. */
export const timed: Problem = conditional;
