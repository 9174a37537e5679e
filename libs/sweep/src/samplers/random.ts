import { randomStream } from '@tenbin/contracts';
import { valueAt } from '../domain.ts';
import { settingFrom } from '../space.ts';
import type { Sampler } from './sampler.ts';

/**
 * Every dimension by chance and on its own (Bergstra & Bengio 2012, "Random search for hyper-parameter optimization").
 * Each has a stream of its own, so that one more dimension leaves the others as they were.
 */
export const random: Sampler = ({ space, index, seed }) =>
  settingFrom(space, ({ name, domain }) =>
    valueAt(domain, randomStream(seed, `random/${index}/${name}`).next()),
  );
