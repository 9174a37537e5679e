import { trialParameters } from '@tenbin/contracts';
import type { SweepSpec, Trial } from '@tenbin/contracts';
import { gridOf, gridSize, limited } from './grid.ts';
import { trialName } from './trial-name.ts';

export interface Study {
  /** How many trials the study asks for, exactly. */
  total: number;
  /**
   * The next trial, or null when all are taken.
   * @param taken numbers of the trials that were asked before, in any order
   */
  ask(taken: readonly number[]): Trial | null;
}

/**
 * The study of a sweep: an exact grid, every setting once for each seed. Seeds vary slowest, so that one repeat
 * of the whole grid is there before the next begins.
 * @throws AppError `sweep_invalid` when it has more trials than a sweep may have
 */
export function createStudy(spec: SweepSpec): Study {
  const total = trialCount(spec);
  const settings = [...gridOf(spec.parameters)];
  return {
    total,
    ask(taken) {
      const asked = new Set(taken);
      for (let number = 1; number <= total; number += 1) {
        if (asked.has(number)) continue;
        const parameters = trialParameters.parse(settings[(number - 1) % settings.length]);
        const seed = 1 + Math.floor((number - 1) / settings.length);
        return { number, name: trialName(spec.parameters, parameters), parameters, seed };
      }
      return null;
    },
  };
}

/**
 * How many trials `spec` makes: the product of its values times its seeds.
 * @throws AppError `sweep_invalid` above `maxTrials`
 */
export function trialCount(spec: SweepSpec): number {
  return limited(gridSize(spec.parameters) * spec.seeds);
}
