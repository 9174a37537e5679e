import { randomStream } from '@tenbin/contracts';
import type { RandomStream } from '@tenbin/contracts';
import type { SearchSpace, Setting } from '../space.ts';
import { lossesOf } from '../study-trial.ts';
import { byFitness, survivorsOf } from './nsga2/survivors.ts';
import type { Survivor } from './nsga2/survivors.ts';
import { childOf } from './nsga2/variation.ts';
import type { Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';

/** Parents are the better third of what was answered, within these bounds: a small budget has a small population. */
const population = { least: 10, most: 50 };

/** Children that may turn out as a setting that was asked before; the first ones have parents, the others are by chance. */
const attempts = { born: 10, all: 60 };

/**
 * NSGA-II for one objective or several (Deb et al. 2002), without generations: parents are chosen from the best of all
 * answers so far, so that parallel trials wait for nobody and the choice hangs on the trials alone. Trials that failed, or
 * have an objective that is no finite number, have no children. Starts evenly spread over the space.
 */
export const nsga2: Sampler = (request) => {
  const { space, trials, index, directions, seed } = request;
  const answered = trials.flatMap((trial) => {
    const losses = lossesOf(trial, directions);
    return losses === null ? [] : [{ params: trial.params, losses }];
  });
  if (answered.length < population.least) return sobol(request);
  const size = Math.min(population.most, Math.max(population.least, Math.ceil(answered.length / 3)));
  const survivors = survivorsOf(
    answered.map(({ losses }) => losses),
    size,
  );
  const random = randomStream(seed, `nsga2/${index}`);
  const parent = (): Setting => answered[tournament(survivors, random)]?.params ?? {};
  const asked = new Set(trials.map(({ params }) => keyOf(space, params)));
  let child = childOf(space, [parent(), parent()], random);
  for (let attempt = 1; attempt < attempts.all && asked.has(keyOf(space, child)); attempt += 1) {
    child = childOf(space, attempt < attempts.born ? [parent(), parent()] : [{}, {}], random);
  }
  return child;
};

/** The fitter of two by chance. */
function tournament(survivors: readonly Survivor[], random: RandomStream): number {
  const pair = [random.below(survivors.length), random.below(survivors.length)];
  const [winner] = pair.flatMap((at) => survivors[at] ?? []).toSorted(byFitness);
  return winner?.index ?? 0;
}

function keyOf(space: SearchSpace, params: Setting): string {
  return JSON.stringify(space.map(({ name }) => params[name] ?? null));
}
