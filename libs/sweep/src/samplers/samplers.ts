import type { SamplerName } from '@tenbin/contracts';
import { bayes } from './bayes.ts';
import { grid } from './grid.ts';
import { nsga2 } from './nsga2.ts';
import { random } from './random.ts';
import type { Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';
import { tpe } from './tpe.ts';

/** How each method chooses. */
export const samplers = {
  grid,
  random,
  sobol,
  tpe,
  bayes,
  nsga2,
} satisfies Record<SamplerName, Sampler>;
