import type { PastTrial, SweepSpec, Trial } from '@tenbin/contracts';
import { sweepStudy } from '@tenbin/sweep';

/**
 * The first trials that a sweep asks for, as if all of them ran at once: those of a grid as they will be, those of a
 * method that learns as it begins.
 * @param most how many at the most
 */
export function firstTrials(spec: SweepSpec, most: number): Trial[] {
  const trials: Trial[] = [];
  const past: PastTrial[] = [];
  while (trials.length < most) {
    const trial = sweepStudy(spec, past).ask();
    // A budget of epochs is full when all that it has room for runs.
    if (trial === null || trial === 'wait') break;
    const { number, parameters, seed } = trial;
    trials.push(trial);
    past.push({ number, parameters, seed, state: 'running', values: [], reports: [] });
  }
  return trials;
}
