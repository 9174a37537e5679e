import { randomStream } from '@tenbin/contracts';
import { valueAt } from '../domain.ts';
import type { SearchSpace } from '../space.ts';
import { settingFrom } from '../space.ts';
import { scrambledSobol, sobolDimensions } from './sobol/sobol-point.ts';
import type { Sampler } from './sampler.ts';

/**
 * Spread more evenly than chance (Sobol 1967, with the direction numbers of Joe & Kuo 2008 and Owen's scramble): every
 * stretch of 2ᵐ questions covers each dimension, and most pairs of them, without gaps. Each dimension of the space has
 * its own coordinate of the sequence, whether it exists in the setting or not.
 */
export const sobol: Sampler = ({ space, index, seed }) =>
  settingFrom(space, ({ name, domain }) => valueAt(domain, placeIn(space, { name, index, seed })));

/** Dimensions beyond those that have direction numbers, which no sweep of ours reaches, are left to chance. */
function placeIn(
  space: SearchSpace,
  { name, index, seed }: { name: string; index: number; seed: number },
): number {
  const dimension = space.findIndex((each) => each.name === name);
  if (dimension < sobolDimensions) return scrambledSobol(index, dimension, seed);
  return randomStream(seed, `sobol/${index}/${name}`).next();
}
